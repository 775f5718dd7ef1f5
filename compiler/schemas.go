package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/util"
)

// loadSchemas makes the set that METADATA refers to: the schema "subject" is `schema.subject`, "lib/run" is
// `schema.lib.run`. Shapes that OPA's type checker cannot bear are refused here, by name.
func loadSchemas(raw map[string]json.RawMessage) (*ast.SchemaSet, []diagnostic) {
	set := ast.NewSchemaSet()
	var found []diagnostic
	for _, name := range slices.Sorted(maps.Keys(raw)) {
		var schema any
		if err := util.UnmarshalJSON(raw[name], &schema); err != nil {
			found = append(found, pathDiagnostic("schema:"+name, "schema", "the schema is no valid JSON: %v", err))
			continue
		}
		if wrong := unbearable(name, schema); len(wrong) > 0 {
			found = append(found, wrong...)
			continue
		}
		set.Put(schemaRef(name), schema)
	}
	return set, found
}

func schemaRef(name string) ast.Ref {
	ref := slices.Clone(ast.SchemaRootRef)
	for part := range strings.SplitSeq(name, "/") {
		ref = ref.Append(ast.StringTerm(part))
	}
	return ref
}

// unbearable finds what breaks the type checker: `null` among several types switches it off below that point without a
// word, and a $ref that leads back to itself ends the process with a stack overflow.
func unbearable(name string, schema any) []diagnostic {
	var found []diagnostic
	report := func(format string, values ...any) {
		found = append(found, pathDiagnostic("schema:"+name, "schema", format, values...))
	}
	if _, isObject := schema.(map[string]any); !isObject {
		report("the schema is not an object")
		return found
	}
	walkSchema(schema, "#", func(pointer string, node map[string]any) {
		if types, several := node["type"].([]any); several && slices.Contains(types, any("null")) {
			report("%s allows null beside other types, which switches type checking off; leave the field out instead", pointer)
		}
	})
	if loop := refLoop(schema); loop != "" {
		report("%s leads back to itself; type checking needs a schema without recursion", loop)
	}
	return found
}

func walkSchema(node any, pointer string, visit func(string, map[string]any)) {
	switch node := node.(type) {
	case map[string]any:
		visit(pointer, node)
		for _, key := range slices.Sorted(maps.Keys(node)) {
			walkSchema(node[key], pointer+"/"+escapePointer(key), visit)
		}
	case []any:
		for index, item := range node {
			walkSchema(item, fmt.Sprintf("%s/%d", pointer, index), visit)
		}
	}
}

func escapePointer(key string) string {
	return strings.NewReplacer("~", "~0", "/", "~1").Replace(key)
}
