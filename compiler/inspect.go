package main

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

type inspection struct {
	Modules     []inspectedModule     `json:"modules"`
	Annotations []inspectedAnnotation `json:"annotations"`
}

type inspectedModule struct {
	Path    string            `json:"path"`
	Package string            `json:"package"`
	Imports []inspectedImport `json:"imports"`
	Rules   []inspectedRule   `json:"rules"`
}

type inspectedImport struct {
	Path  string `json:"path"`
	Alias string `json:"alias,omitempty"`
	Line  int    `json:"line"`
}

// inspectedRule is one rule body; a rule with several bodies appears once for each.
type inspectedRule struct {
	Name    string `json:"name"`
	Kind    string `json:"kind"`
	Default bool   `json:"default"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
}

// inspectedAnnotation is one METADATA block: what it says, and the package or rule that it says it of.
type inspectedAnnotation struct {
	Path     string           `json:"path"`
	File     string           `json:"file"`
	Line     int              `json:"line"`
	Column   int              `json:"column"`
	Metadata *ast.Annotations `json:"metadata"`
}

// inspect lists what the modules hold. It parses and does not compile, so it also reads policies that do not check.
func inspect(in request) (any, []byte, []diagnostic) {
	parsed, found := parseModules(in.Modules, nil)
	if len(found) > 0 {
		return nil, nil, found
	}
	paths := slices.Sorted(maps.Keys(parsed))
	trees := make([]*ast.Module, 0, len(paths))
	result := inspection{Modules: []inspectedModule{}, Annotations: []inspectedAnnotation{}}
	for _, path := range paths {
		trees = append(trees, parsed[path])
		result.Modules = append(result.Modules, inspectModule(path, parsed[path]))
	}
	set, wrong := ast.BuildAnnotationSet(trees)
	if len(wrong) > 0 {
		return nil, nil, diagnose(wrong, ast.CompileErr)
	}
	for _, reference := range set.Flatten() {
		result.Annotations = append(result.Annotations, inspectAnnotation(reference))
	}
	slices.SortStableFunc(result.Annotations, func(a, b inspectedAnnotation) int {
		return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	return result, nil, nil
}

func inspectModule(path string, tree *ast.Module) inspectedModule {
	made := inspectedModule{
		Path: path, Package: dataPath(tree.Package.Path), Imports: []inspectedImport{}, Rules: []inspectedRule{},
	}
	for _, imported := range tree.Imports {
		made.Imports = append(made.Imports, inspectedImport{
			Path: importPath(imported), Alias: string(imported.Alias), Line: imported.Location.Row,
		})
	}
	for _, rule := range tree.Rules {
		made.Rules = append(made.Rules, inspectedRule{
			Name:    rule.Head.Ref().GroundPrefix().String(),
			Kind:    ruleKind(rule),
			Default: rule.Default,
			Line:    rule.Location.Row,
			Column:  rule.Location.Col,
		})
	}
	return made
}

func ruleKind(rule *ast.Rule) string {
	switch {
	case len(rule.Head.Args) > 0:
		return "function"
	case rule.Head.RuleKind() == ast.MultiValue:
		return "set"
	case rule.Head.DocKind() == ast.PartialObjectDoc:
		return "object"
	default:
		return "value"
	}
}

func inspectAnnotation(reference *ast.AnnotationsRef) inspectedAnnotation {
	place := reference.Annotations.Loc()
	return inspectedAnnotation{
		Path: dataPath(reference.Path), File: place.File, Line: place.Row, Column: place.Col, Metadata: reference.Annotations,
	}
}

// dataPath writes a reference below `data` without that root: entitlint.rules.subject.x.
func dataPath(path ast.Ref) string {
	return strings.TrimPrefix(path.String(), "data.")
}

// importPath joins the parts by dots, as people write them; OPA brackets keywords (future.keywords["not"]).
func importPath(imported *ast.Import) string {
	reference, isRef := imported.Path.Value.(ast.Ref)
	if !isRef {
		return imported.Path.String()
	}
	parts := make([]string, 0, len(reference))
	for _, term := range reference {
		switch part := term.Value.(type) {
		case ast.Var:
			parts = append(parts, string(part))
		case ast.String:
			parts = append(parts, string(part))
		}
	}
	return strings.Join(parts, ".")
}
