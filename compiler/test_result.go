package main

import (
	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/tester"
)

// testedRule is one test. Outcome is pass, fail, skip or error; Failure tells where a failed test stopped.
type testedRule struct {
	Package string       `json:"package"`
	Name    string       `json:"name"`
	Outcome string       `json:"outcome"`
	File    string       `json:"file"`
	Line    int          `json:"line"`
	Column  int          `json:"column"`
	Output  string       `json:"output,omitempty"`
	Failure *failure     `json:"failure,omitempty"`
	Error   *diagnostic  `json:"error,omitempty"`
	Cases   []testedCase `json:"cases,omitempty"`
}

// testedCase is one named case of a table test.
type testedCase struct {
	Name    []string `json:"name"`
	Outcome string   `json:"outcome"`
}

func describe(results []*tester.Result, failures map[string]failure) []testedRule {
	tested := make([]testedRule, 0, len(results))
	for _, result := range results {
		one := testedRule{
			Package: trimData(result.Package),
			Name:    result.Name,
			Outcome: outcomeOf(result),
			File:    result.Location.File,
			Line:    result.Location.Row,
			Column:  result.Location.Col,
			Output:  string(result.Output),
		}
		if why, known := failures[testKey(result)]; known {
			one.Failure = &why
		}
		if result.Error != nil {
			one.Error = &diagnose(result.Error, "test_error")[0]
		}
		for name, part := range result.SubResults.Iter {
			if len(part.SubResults) == 0 {
				one.Cases = append(one.Cases, testedCase{Name: name, Outcome: passOrFail(part.Fail)})
			}
		}
		tested = append(tested, one)
	}
	return tested
}

func outcomeOf(result *tester.Result) string {
	switch {
	case result.Skip:
		return "skip"
	case result.Error != nil:
		return "error"
	default:
		return passOrFail(result.Fail)
	}
}

func passOrFail(failed bool) string {
	if failed {
		return "fail"
	}
	return "pass"
}

func testKey(result *tester.Result) string {
	return result.Package + " " + result.Name
}

func trimData(path string) string {
	return dataPath(ast.MustParseRef(path))
}
