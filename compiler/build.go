package main

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/bundle"
	"github.com/open-policy-agent/opa/v1/compile"
)

// build checks as check does, then compiles the entrypoints ("entitlint/main/subject") to one WebAssembly module. The
// result names them in the order the module numbers them.
func build(in request) (any, []byte, []diagnostic) {
	modules, capabilities, found := checked(in)
	if len(found) > 0 {
		return nil, nil, found
	}
	compiler := compile.New().
		WithBundle(asBundle(in.Modules, modules)).
		WithCapabilities(capabilities).
		WithEntrypoints(in.Entrypoints...).
		WithPruneUnused(true).
		WithRegoVersion(ast.RegoV1).
		WithTarget(compile.TargetWasm)
	if err := compiler.Build(context.Background()); err != nil {
		return nil, nil, nameUnsupported(diagnose(err, "build"), capabilities)
	}
	built := compiler.Bundle()
	names := make([]string, 0, len(in.Entrypoints))
	for _, resolver := range built.Manifest.WasmResolvers {
		names = append(names, strings.TrimPrefix(resolver.Entrypoint, "/"))
	}
	return map[string][]string{"entrypoints": names}, built.WasmModules[0].Raw, nil
}

// The bundle's modules are in the order of their paths, so that the order of the request cannot change the output.
func asBundle(sources []module, parsed map[string]*ast.Module) *bundle.Bundle {
	texts := make(map[string]string, len(sources))
	for _, source := range sources {
		texts[source.Path] = source.Text
	}
	made := &bundle.Bundle{Data: map[string]any{}}
	made.SetRegoVersion(ast.RegoV1)
	made.Manifest.Init()
	for _, path := range slices.Sorted(maps.Keys(parsed)) {
		made.Modules = append(made.Modules, bundle.ModuleFile{
			URL: path, Path: path, Parsed: parsed[path], Raw: []byte(texts[path]),
		})
	}
	return made
}
