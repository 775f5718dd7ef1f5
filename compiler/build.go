package main

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/internal/compiler/wasm"
	"github.com/open-policy-agent/opa/internal/planner"
	"github.com/open-policy-agent/opa/internal/wasm/encoding"
	"github.com/open-policy-agent/opa/v1/ast"
)

// build checks as check does, then plans the entrypoints ("entitlint/main/subject") and writes the plan as one
// WebAssembly module, with everything left out that no entrypoint reaches. Its result names the entrypoints in the order
// the module numbers them.
//
// OPA's own compile.Build would compile all modules a second time, print the plan to nowhere and format every module for
// a bundle that nobody asked for: half of the time. Its two last stages are internal to OPA, which is why go.mod gives
// this module a path below OPA's.
func build(in request) (any, []byte, []diagnostic) {
	compiler, capabilities, found := checked(in)
	if len(found) > 0 {
		return nil, nil, found
	}
	names := withoutRepetition(in.Entrypoints)
	queries, err := queriesOf(compiler, names)
	if err != nil {
		return nil, nil, nameUnsupported(diagnose(err, "build"), capabilities)
	}
	builtins := make(map[string]*ast.Builtin, len(capabilities.Builtins))
	for _, one := range capabilities.Builtins {
		builtins[one.Name] = one
	}
	policy, err := planner.New().
		WithQueries(queries).
		WithModules(inOrder(compiler.Modules)).
		WithBuiltinDecls(builtins).
		Plan()
	if err != nil {
		return nil, nil, diagnose(err, "build")
	}
	made, err := wasm.New().WithPolicy(policy).Compile()
	if err != nil {
		return nil, nil, diagnose(err, "build")
	}
	var out bytes.Buffer
	if err := encoding.WriteModule(&out, made); err != nil {
		return nil, nil, diagnose(err, "build")
	}
	return map[string][]string{"entrypoints": names}, out.Bytes(), nil
}

// queriesOf asks each entrypoint for its value under the name that OPA's runtime looks for.
func queriesOf(compiler *ast.Compiler, names []string) ([]planner.QuerySet, error) {
	if len(names) == 0 {
		return nil, fmt.Errorf("no entrypoint is named")
	}
	queries := make([]planner.QuerySet, 0, len(names))
	for _, name := range names {
		ref := ast.DefaultRootRef
		for part := range strings.SplitSeq(name, "/") {
			ref = ref.Append(ast.StringTerm(part))
		}
		if len(compiler.GetRules(ref)) == 0 {
			return nil, fmt.Errorf("entrypoint %q does not refer to a rule or policy decision", name)
		}
		stages := compiler.QueryCompiler()
		body, err := stages.Compile(ast.NewBody(ast.Equality.Expr(ast.VarTerm("result"), ast.NewTerm(ref))))
		if err != nil {
			return nil, err
		}
		queries = append(queries, planner.QuerySet{
			Name: name, Queries: []ast.Body{body}, RewrittenVars: stages.RewrittenVars(),
		})
	}
	return queries, nil
}

// The planner numbers things as it meets them; the order of the request must not change the output.
func inOrder(modules map[string]*ast.Module) []*ast.Module {
	ordered := make([]*ast.Module, 0, len(modules))
	for _, path := range slices.Sorted(maps.Keys(modules)) {
		ordered = append(ordered, modules[path])
	}
	return ordered
}

func withoutRepetition(names []string) []string {
	kept := make([]string, 0, len(names))
	for _, name := range names {
		if !slices.Contains(kept, name) {
			kept = append(kept, name)
		}
	}
	return kept
}
