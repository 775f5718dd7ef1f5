package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// loadCapabilities reads what a policy may use. Schemas may never be fetched from anywhere, whatever the text says.
func loadCapabilities(text string) (*ast.Capabilities, []diagnostic) {
	if text == "" {
		return nil, []diagnostic{{Code: "capabilities", Message: "the capabilities are missing"}}
	}
	loaded, err := ast.LoadCapabilitiesJSON(strings.NewReader(text))
	if err != nil {
		return nil, []diagnostic{{Code: "capabilities", Message: fmt.Sprintf("the capabilities cannot be read: %v", err)}}
	}
	loaded.AllowNet = []string{}
	return loaded, nil
}

// withTestTools adds what only tests may call: print, and what the test runner itself weaves in.
func withTestTools(base *ast.Capabilities) *ast.Capabilities {
	widened := *base
	widened.Builtins = slices.Clone(base.Builtins)
	for _, tool := range []*ast.Builtin{ast.Print, ast.InternalPrint, ast.InternalTestCase} {
		if !base.ContainsBuiltin(tool.Name) {
			widened.Builtins = append(widened.Builtins, tool)
		}
	}
	slices.SortFunc(widened.Builtins, func(a, b *ast.Builtin) int { return strings.Compare(a.Name, b.Name) })
	return &widened
}

// nameUnsupported says of a function that OPA knows and the capabilities lack that it is not supported, because OPA's own
// words (undefined function) send a reader looking for a typing mistake.
func nameUnsupported(found []diagnostic, allowed *ast.Capabilities) []diagnostic {
	for index, one := range found {
		name, isUndefined := strings.CutPrefix(one.Message, "undefined function ")
		if !isUndefined || allowed.ContainsBuiltin(name) {
			continue
		}
		if _, known := ast.BuiltinMap[name]; known {
			found[index].Code = "unsupported_builtin"
			found[index].Message = fmt.Sprintf("built-in %s is not supported", name)
		}
	}
	return found
}
