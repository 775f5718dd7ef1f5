package main

import (
	"fmt"

	"github.com/open-policy-agent/opa/v1/ast"
)

// parseModules parses all modules as Rego v1 and reports everything wrong in all of them. Without capabilities (nil)
// the parser accepts the language in full.
func parseModules(modules []module, capabilities *ast.Capabilities) (map[string]*ast.Module, []diagnostic) {
	parsed := make(map[string]*ast.Module, len(modules))
	var found []diagnostic
	for _, one := range modules {
		if _, twice := parsed[one.Path]; twice {
			found = append(found, diagnostic{Code: "duplicate_path", Message: "two modules have this path", File: one.Path})
			continue
		}
		tree, wrong := parseModule(one, capabilities)
		found = append(found, wrong...)
		parsed[one.Path] = tree
	}
	return parsed, found
}

func parseModule(one module, capabilities *ast.Capabilities) (*ast.Module, []diagnostic) {
	if one.Path == "" {
		return nil, []diagnostic{{Code: "module_path", Message: "a module has no path"}}
	}
	if line, column, deep := tooDeep(one.Text); deep {
		return nil, []diagnostic{{
			Code:    ast.ParseErr,
			Message: fmt.Sprintf("more than %d brackets are open here", maxNesting),
			File:    one.Path, Line: line, Column: column,
		}}
	}
	tree, err := ast.ParseModuleWithOpts(one.Path, one.Text, ast.ParserOptions{
		Capabilities:      capabilities,
		ProcessAnnotation: true,
		RegoVersion:       ast.RegoV1,
	})
	if err != nil {
		return nil, placed(one.Path, diagnose(err, ast.ParseErr))
	}
	if tree == nil {
		return nil, []diagnostic{{Code: ast.ParseErr, Message: "the file holds no package", File: one.Path, Line: 1, Column: 1}}
	}
	return tree, nil
}

// Some of OPA's errors name no place; the module being read is known here.
func placed(path string, found []diagnostic) []diagnostic {
	for index := range found {
		found[index].File = path
		found[index].Line = max(1, found[index].Line)
		found[index].Column = max(1, found[index].Column)
	}
	return found
}

// The parser calls itself for every level, and what it can stand depends on the host's stack; compiled policies cannot
// read documents that are nested deeper than this anyway.
const maxNesting = 500

// tooDeep counts brackets wherever they stand: a text with this many open ones in strings is no policy either.
func tooDeep(text string) (line, column int, deep bool) {
	line, column = 1, 0
	open := 0
	for _, char := range text {
		column++
		switch char {
		case '\n':
			line, column = line+1, 0
		case '(', '[', '{':
			open++
		case ')', ']', '}':
			open = max(0, open-1)
		}
		if open > maxNesting {
			return line, column, true
		}
	}
	return 0, 0, false
}

func pathDiagnostic(path, code, format string, values ...any) diagnostic {
	return diagnostic{Code: code, Message: fmt.Sprintf(format, values...), File: path}
}
