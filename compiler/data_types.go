package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// typesOfData gives modules the types that their packages name for documents such as data.estate, once for all of them.
//
// Named in METADATA, `data.estate: schema.estate` has OPA put together the type of everything below data again for each
// rule of each such package, which takes more time than all other checks. So it is taken out of the METADATA of the
// modules, and the compiler starts from an environment that knows the type already. What stays where it is: a schema that
// is not there, which OPA reports, documents of which packages name different schemas, and what single rules name.
func typesOfData(compiler *ast.Compiler, modules map[string]*ast.Module, schemas *ast.SchemaSet, capabilities *ast.Capabilities) {
	alike := toldAlike(modules, schemas)
	if len(alike) == 0 {
		return
	}
	values, err := valuesOfInput(alike)
	if err != nil {
		// A keyword of Rego can be no name of a rule.
		return
	}
	typed := ast.NewCompiler().WithCapabilities(capabilities).WithSchemas(schemas).WithUseTypeCheckAnnotations(true)
	typed.Compile(map[string]*ast.Module{"data": values})
	if typed.Failed() {
		// What is wrong with a schema is OPA's to say, where it is named.
		return
	}
	for _, module := range modules {
		withdraw(module, alike)
	}
	compiler.WithStageAfterID(ast.StageCheckRecursion, ast.CompilerStageDefinition{
		Name: "KnowTypesOfData",
		Stage: func(compiler *ast.Compiler) *ast.Error {
			compiler.TypeEnv = typed.TypeEnv
			return nil
		},
	})
}

// toldAlike finds documents below data for which every package that names a schema names the same one, in the order of
// their paths.
func toldAlike(modules map[string]*ast.Module, schemas *ast.SchemaSet) []*ast.SchemaAnnotation {
	first := map[string]*ast.SchemaAnnotation{}
	differ := map[string]bool{}
	for _, module := range inOrder(modules) {
		for _, told := range ofPackage(module) {
			path := told.Path.String()
			if before, again := first[path]; again && !before.Schema.Equal(told.Schema) {
				differ[path] = true
			}
			first[path] = told
		}
	}
	var alike []*ast.SchemaAnnotation
	for path, told := range first {
		if !differ[path] && schemas.Get(told.Schema) != nil && ast.IsVarCompatibleString(nameOf(told)) {
			alike = append(alike, told)
		}
	}
	slices.SortFunc(alike, func(a, b *ast.SchemaAnnotation) int { return a.Path.Compare(b.Path) })
	return alike
}

func ofPackage(module *ast.Module) []*ast.SchemaAnnotation {
	var found []*ast.SchemaAnnotation
	for _, block := range module.Annotations {
		for _, told := range block.Schemas {
			if block.Scope == "package" && told.Schema != nil && len(told.Path) == 2 && told.Path[0].Equal(ast.DefaultRootDocument) {
				found = append(found, told)
			}
		}
	}
	return found
}

func withdraw(module *ast.Module, alike []*ast.SchemaAnnotation) {
	for _, block := range module.Annotations {
		if block.Scope == "package" {
			block.Schemas = slices.DeleteFunc(block.Schemas, func(one *ast.SchemaAnnotation) bool {
				return slices.ContainsFunc(alike, func(told *ast.SchemaAnnotation) bool { return one.Path.Equal(told.Path) })
			})
		}
	}
}

// valuesOfInput is a module in which each data.x is an input of its schema. Its package is `data` itself, which no text can
// say, because the name of a package is longer.
func valuesOfInput(alike []*ast.SchemaAnnotation) (*ast.Module, error) {
	var text strings.Builder
	text.WriteString("package types\n")
	for _, told := range alike {
		fmt.Fprintf(&text, "\n# METADATA\n# schemas:\n#   - input: %s\n%s := input\n", told.Schema, nameOf(told))
	}
	options := ast.ParserOptions{ProcessAnnotation: true, RegoVersion: ast.RegoV1}
	module, err := ast.ParseModuleWithOpts("types.rego", text.String(), options)
	if err != nil {
		return nil, err
	}
	module.Package.Path = ast.DefaultRootRef
	return module, nil
}

func nameOf(told *ast.SchemaAnnotation) string {
	name, _ := told.Path[1].Value.(ast.String)
	return string(name)
}
