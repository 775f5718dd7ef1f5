package main

import (
	"context"
	"fmt"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/util"
)

// evaluation is what one input gave: a value, or nothing (the query is undefined), or an error.
type evaluation struct {
	Defined bool        `json:"defined"`
	Value   any         `json:"value,omitempty"`
	Error   *diagnostic `json:"error,omitempty"`
}

// evaluate runs one query over many inputs with OPA's own evaluator, which is what compiled policies are compared with.
// Each input is a JSON text; sets come out sorted.
func evaluate(in request) (any, []byte, []diagnostic) {
	compiler, found := compiledLoosely(in)
	if len(found) > 0 {
		return nil, nil, found
	}
	store, found := newStore(in.Data)
	if len(found) > 0 {
		return nil, nil, found
	}
	ctx := context.Background()
	prepared, err := rego.New(
		rego.Compiler(compiler),
		rego.Query(in.Query),
		rego.Runtime(emptyRuntime()),
		rego.Store(store),
	).PrepareForEval(ctx)
	if err != nil {
		return nil, nil, diagnose(err, "query")
	}
	results := make([]evaluation, 0, len(in.Inputs))
	for index, text := range in.Inputs {
		input, err := parseInput(text)
		if err != nil {
			found = append(found, diagnostic{Code: "input", Message: fmt.Sprintf("input %d is no valid JSON: %v", index, err)})
			continue
		}
		set, err := prepared.Eval(ctx, rego.EvalParsedInput(input), rego.EvalSortSets(true))
		results = append(results, evaluated(set, err))
	}
	return map[string][]evaluation{"results": results}, nil, found
}

// compiledLoosely compiles within the capabilities but neither strictly nor against schemas, as `opa eval` would.
func compiledLoosely(in request) (*ast.Compiler, []diagnostic) {
	capabilities, found := loadCapabilities(in.Capabilities)
	modules, wrong := parseModules(in.Modules, capabilities)
	found = append(found, wrong...)
	if len(found) > 0 {
		return nil, found
	}
	compiler := ast.NewCompiler().
		WithCapabilities(capabilities).
		WithDefaultRegoVersion(ast.RegoV1).
		SetErrorLimit(0)
	compiler.Compile(modules)
	if compiler.Failed() {
		return nil, nameUnsupported(diagnose(compiler.Errors, ast.CompileErr), capabilities)
	}
	return compiler, nil
}

func parseInput(text string) (ast.Value, error) {
	var input any
	if err := util.UnmarshalJSON([]byte(text), &input); err != nil {
		return nil, err
	}
	return ast.InterfaceToValue(input)
}

func evaluated(set rego.ResultSet, err error) evaluation {
	if err != nil {
		return evaluation{Error: &diagnose(err, "evaluation")[0]}
	}
	if len(set) == 0 || len(set[0].Expressions) == 0 {
		return evaluation{}
	}
	return evaluation{Defined: true, Value: set[0].Expressions[0].Value}
}
