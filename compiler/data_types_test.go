package main

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
)

var estateSchemas = map[string]json.RawMessage{
	"estate": json.RawMessage(`{
		"type": "object", "additionalProperties": false,
		"properties": {
			"now": {"type": "string"}, "limits": {"type": "object", "additionalProperties": {"type": "number"}}
		}
	}`),
	"other": json.RawMessage(`{"type": "object", "additionalProperties": false, "properties": {"then": {"type": "string"}}}`),
}

// byMetadata checks as OPA does where the types of data are left in the METADATA.
func byMetadata(t *testing.T, in request) []diagnostic {
	t.Helper()
	capabilities, _ := loadCapabilities(in.Capabilities)
	schemas, _ := loadSchemas(in.Schemas)
	modules, found := parseModules(in.Modules, capabilities)
	if len(found) > 0 {
		t.Fatal(found)
	}
	compiler := ast.NewCompiler().WithCapabilities(capabilities).WithSchemas(schemas).WithStrict(true).
		WithUseTypeCheckAnnotations(true).SetErrorLimit(0)
	compiler.Compile(modules)
	return diagnose(compiler.Errors, ast.CompileErr)
}

func telling(name, schema, rules string) module {
	return module{
		Path: name + ".rego",
		Text: "# METADATA\n# schemas:\n#   - data.estate: schema." + schema + "\npackage " + name + "\n\n" + rules + "\n",
	}
}

func asking(rules string) module {
	return module{Path: "c.rego", Text: "# METADATA\n# schemas:\n#   - data.asked: schema.other\npackage c\n\n" + rules + "\n"}
}

func TestTypesOfDataFindWhatMetadataFinds(t *testing.T) {
	for what, modules := range map[string][]module{
		"nothing is wrong":     {telling("a", "estate", `x if data.estate.now < "2026"`)},
		"a misspelt field":     {telling("a", "estate", `x if data.estate.nwo`), telling("b", "estate", `y if data.estate.limits.z < 2`)},
		"a field of a text":    {telling("a", "estate", `x if data.estate.now.y`)},
		"a wrong type":         {telling("a", "estate", `x := data.estate.now + 1`)},
		"by way of a rule":     {telling("a", "estate", "x := data.estate.now\n\ny := x + 1")},
		"by way of a function": {telling("a", "estate", "f(z) := data.estate.now if z\n\ny := f(true) + 1")},
		"a schema not there":   {telling("a", "nowhere", `x if data.estate.nwo`)},
		"two different ones":   {telling("a", "estate", `x if data.estate.then`), telling("b", "other", `x if data.estate.now`)},
		"with another value":   {telling("a", "estate", `x if data.b.y with data.estate as {}`), telling("b", "estate", `y if data.estate.now`)},
		"two documents":        {telling("a", "estate", `x if data.estate.then`), asking(`y if data.asked.now`)},
		"a keyword":            {module{Path: "a.rego", Text: "# METADATA\n# schemas:\n#   - data.if: schema.other\npackage a\n\nx if data[\"if\"].now\n"}},
		"a rule of its own":    {telling("a", "estate", "# METADATA\n# schemas:\n#   - data.estate: schema.other\nx if data.estate.now")},
		"all of data":          {telling("a", "estate", `x if data[_].now`)},
	} {
		in := request{Operation: "check", Capabilities: capabilitiesText(t), Schemas: estateSchemas, Modules: modules}
		done, _ := ask(t, in)
		want := byMetadata(t, in)
		sortDiagnostics(want)
		if len(done.Diagnostics)+len(want) > 0 && !reflect.DeepEqual(done.Diagnostics, want) {
			t.Errorf("%s: got %+v, METADATA finds %+v", what, done.Diagnostics, want)
		}
		if (len(want) == 0) != (what == "nothing is wrong" || what == "with another value" || what == "all of data") {
			t.Errorf("%s: found %+v", what, want)
		}
	}
}
