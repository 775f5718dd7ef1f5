package main

import (
	"github.com/open-policy-agent/opa/v1/ast"
)

// check compiles strictly, with schemas and within the capabilities. Its result is the number of modules.
func check(in request) (any, []byte, []diagnostic) {
	_, _, found := checked(in)
	if len(found) > 0 {
		return nil, nil, found
	}
	return map[string]int{"modules": len(in.Modules)}, nil, nil
}

// checked parses and checks the modules of a request, and gives them compiled; OPA stops at the first stage that fails,
// so later stages' errors show only once the earlier ones are mended.
func checked(in request) (*ast.Compiler, *ast.Capabilities, []diagnostic) {
	capabilities, found := loadCapabilities(in.Capabilities)
	schemas, wrong := loadSchemas(in.Schemas)
	found = append(found, wrong...)
	modules, wrong := parseModules(in.Modules, capabilities)
	found = append(found, wrong...)
	if len(found) > 0 {
		return nil, nil, found
	}
	compiler := ast.NewCompiler().
		WithCapabilities(capabilities).
		WithDefaultRegoVersion(ast.RegoV1).
		WithSchemas(schemas).
		WithStrict(true).
		WithUseTypeCheckAnnotations(true).
		SetErrorLimit(0)
	typesOfData(compiler, modules, schemas, capabilities)
	compiler.Compile(modules)
	if compiler.Failed() {
		return nil, nil, nameUnsupported(diagnose(compiler.Errors, ast.CompileErr), capabilities)
	}
	return compiler, capabilities, nil
}
