package main

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/tester"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// failure is the expression at which a failed test stopped, drawn with the values of its variables.
type failure struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
	Text   string `json:"text"`
}

// explain runs the failed tests once more, traced: tracing excludes coverage and is too slow for tests that pass.
func (s suite) explain(results []*tester.Result) map[string]failure {
	var names []string
	for _, result := range results {
		if result.Fail {
			names = append(names, regexp.QuoteMeta(result.Package+"."+result.Name))
		}
	}
	found := map[string]failure{}
	if len(names) == 0 {
		return found
	}
	s.traced = true
	again, err := s.run("^(?:"+strings.Join(names, "|")+")$", func(*tester.Runner) {})
	if err != nil {
		return found
	}
	for _, result := range again {
		if why, known := lastFailure(result.Trace); known {
			found[testKey(result)] = why
		}
	}
	return found
}

// lastFailure is the last expression of a trace that did not hold; of an `every` that is one inside its body.
func lastFailure(trace []*topdown.Event) (failure, bool) {
	for _, event := range slices.Backward(trace) {
		expression, isExpression := event.Node.(*ast.Expr)
		if event.Op != topdown.FailOp || event.Location == nil || event.QueryID == 0 || !isExpression {
			continue
		}
		if _, isEvery := expression.Terms.(*ast.Every); isEvery {
			continue
		}
		var text bytes.Buffer
		if err := topdown.PrettyEvent(&text, event, topdown.PrettyEventOpts{PrettyVars: true}); err != nil {
			return failure{}, false
		}
		place := event.Location
		return failure{
			File: place.File, Line: place.Row, Column: place.Col, Text: strings.TrimRight(text.String(), "\n"),
		}, true
	}
	return failure{}, false
}
