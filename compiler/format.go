package main

import (
	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/format"
)

// formatModules lays out every module as `opa fmt` does.
func formatModules(in request) (any, []byte, []diagnostic) {
	formatted := make([]module, 0, len(in.Modules))
	var found []diagnostic
	for _, one := range in.Modules {
		if _, wrong := parseModule(one, nil); len(wrong) > 0 {
			found = append(found, wrong...)
			continue
		}
		text, err := format.SourceWithOpts(one.Path, []byte(one.Text), format.Opts{RegoVersion: ast.RegoV1})
		if err != nil {
			found = append(found, placed(one.Path, diagnose(err, ast.FormatErr))...)
			continue
		}
		formatted = append(formatted, module{Path: one.Path, Text: string(text)})
	}
	return map[string][]module{"modules": formatted}, nil, found
}
