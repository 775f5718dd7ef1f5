package main

import (
	"encoding/binary"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
)

func capabilitiesText(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("../policies/capabilities.json")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func ask(t *testing.T, in request) (outcome, []byte) {
	t.Helper()
	raw, err := json.Marshal(map[string]any{
		"operation": in.Operation, "modules": in.Modules, "capabilities": in.Capabilities, "schemas": in.Schemas,
		"entrypoints": in.Entrypoints, "query": in.Query, "inputs": in.Inputs, "run": in.Run, "coverage": in.Coverage,
	})
	if err != nil {
		t.Fatal(err)
	}
	return answer(raw)
}

func codes(done outcome) []string {
	found := []string{}
	for _, one := range done.Diagnostics {
		found = append(found, one.Code)
	}
	return found
}

func TestBuildGivesOneModuleWhateverTheOrder(t *testing.T) {
	first := module{Path: "a.rego", Text: "package a\n\nimport future.keywords.not\n\ndeny contains 1 if not input.x\n"}
	second := module{Path: "b.rego", Text: "package b\n\nimport data.a\n\ndeny := a.deny\n"}
	in := request{Operation: "build", Capabilities: capabilitiesText(t), Entrypoints: []string{"b/deny", "a/deny"}}
	in.Modules = []module{first, second}
	done, wasm := ask(t, in)
	if len(done.Diagnostics) > 0 {
		t.Fatal(done.Diagnostics)
	}
	in.Modules = []module{second, first}
	if _, again := ask(t, in); !slices.Equal(wasm, again) {
		t.Error("the order of the modules changed the output")
	}
	if !strings.HasPrefix(string(wasm), "\x00asm") {
		t.Error("the output is no WebAssembly")
	}
}

func TestEveryBrokenModuleIsReported(t *testing.T) {
	done, _ := ask(t, request{Operation: "check", Capabilities: capabilitiesText(t), Modules: []module{
		{Path: "a.rego", Text: "package a\n\nx :="},
		{Path: "b.rego", Text: ""},
		{Path: "c.rego", Text: "package c\n\ny ["},
		{Path: "c.rego", Text: "package c\n"},
	}})
	files := map[string]bool{}
	for _, one := range done.Diagnostics {
		files[one.File] = true
		if one.Code != "duplicate_path" && (one.Line < 1 || one.Column < 1) {
			t.Errorf("no place: %+v", one)
		}
	}
	if len(files) != 3 || !slices.Contains(codes(done), "duplicate_path") {
		t.Errorf("got %+v", done.Diagnostics)
	}
}

func TestUnsupportedBuiltinIsNamed(t *testing.T) {
	done, _ := ask(t, request{Operation: "check", Capabilities: capabilitiesText(t), Modules: []module{
		{Path: "a.rego", Text: "package a\n\nx := http.send({})\n\ny := nowhere.to_be(1)\n"},
	}})
	if got := codes(done); !slices.Equal(got, []string{"unsupported_builtin", "rego_type_error"}) {
		t.Errorf("got %+v", done.Diagnostics)
	}
}

func TestSchemaLoops(t *testing.T) {
	for text, loops := range map[string]bool{
		`{"$ref": "#"}`: true,
		`{"$defs": {"a": {"properties": {"b": {"$ref": "#/$defs/a"}}}}}`:                                                        true,
		`{"$defs": {"a": {"items": {"$ref": "#/$defs/b"}}, "b": {"items": {"$ref": "#/$defs/a"}}}}`:                             true,
		`{"$defs": {"a": {"type": "string"}}, "properties": {"x": {"$ref": "#/$defs/a"}, "y": {"$ref": "#/$defs/a"}}}`:          false,
		`{"$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/c"}, "c": {}}, "properties": {"x": {"$ref": "#/none"}}}`: false,
	} {
		_, found := loadSchemas(map[string]json.RawMessage{"s": json.RawMessage(text)})
		if (len(found) > 0) != loops {
			t.Errorf("%s: %+v", text, found)
		}
	}
}

func TestHostileRequestsAreAnswered(t *testing.T) {
	for _, raw := range []string{"", "{", "null", "[]", `{"operation":"none"}`, `{"operation":"check"} {}`, `{"typo":1}`} {
		if done, _ := answer([]byte(raw)); len(done.Diagnostics) == 0 {
			t.Errorf("%q gave no diagnostic", raw)
		}
	}
}

func TestFrameCarriesBothHalves(t *testing.T) {
	framed := frame(outcome{Result: "<&>"}, []byte{1, 2, 3})
	size := binary.BigEndian.Uint32(framed)
	if text := string(framed[4 : 4+size]); text != "{\"result\":\"<&>\"}\n" {
		t.Errorf("got %q", text)
	}
	rest := framed[4+size:]
	if binary.BigEndian.Uint32(rest) != 3 || !slices.Equal(rest[4:], []byte{1, 2, 3}) {
		t.Errorf("got %v", rest)
	}
}
