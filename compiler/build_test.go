package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/bundle"
	"github.com/open-policy-agent/opa/v1/compile"
)

// shippedModules are the policies that come with entitlint, without their tests and as they are written.
func shippedModules(t *testing.T) []module {
	t.Helper()
	var found []module
	err := filepath.WalkDir("../policies", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".rego" || strings.HasSuffix(path, "_test.rego") {
			return err
		}
		text, err := os.ReadFile(path)
		found = append(found, module{Path: path, Text: string(text)})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// byOPA compiles with OPA's own compile package, which build takes apart.
func byOPA(t *testing.T, in request) []byte {
	t.Helper()
	capabilities, _ := loadCapabilities(in.Capabilities)
	parsed, found := parseModules(in.Modules, capabilities)
	if len(found) > 0 {
		t.Fatal(found)
	}
	made := &bundle.Bundle{Data: map[string]any{}}
	made.SetRegoVersion(ast.RegoV1)
	made.Manifest.Init()
	for _, one := range in.Modules {
		made.Modules = append(made.Modules, bundle.ModuleFile{
			URL: one.Path, Path: one.Path, Parsed: parsed[one.Path], Raw: []byte(one.Text),
		})
	}
	compiler := compile.New().
		WithBundle(made).
		WithCapabilities(capabilities).
		WithEntrypoints(in.Entrypoints...).
		WithPruneUnused(true).
		WithRegoVersion(ast.RegoV1).
		WithTarget(compile.TargetWasm)
	if err := compiler.Build(context.Background()); err != nil {
		t.Fatal(err)
	}
	return compiler.Bundle().WasmModules[0].Raw
}

// Whatever schema a policy names is left open: what is compared is what comes after the checks.
func TestBuildGivesTheBytesOfOPA(t *testing.T) {
	in := request{
		Operation: "build", Capabilities: capabilitiesText(t), Schemas: map[string]json.RawMessage{}, Modules: shippedModules(t),
		Entrypoints: []string{"entitlint/main/subject", "entitlint/main/app", "entitlint/main/leaver"},
	}
	for _, one := range in.Modules {
		for _, named := range regexp.MustCompile(`schema\.(\w+)`).FindAllStringSubmatch(one.Text, -1) {
			in.Schemas[named[1]] = json.RawMessage(`{"type": "object", "additionalProperties": true}`)
		}
	}
	done, wasm := ask(t, in)
	if len(done.Diagnostics) > 0 {
		t.Fatal(done.Diagnostics)
	}
	if !bytes.Equal(wasm, byOPA(t, in)) {
		t.Error("the module differs from the one that OPA's compile package makes")
	}
}

func TestEntrypoints(t *testing.T) {
	in := request{Operation: "build", Capabilities: capabilitiesText(t)}
	in.Modules = []module{{Path: "a.rego", Text: "package a\n\nx := 1\n\ny := 2\n"}}
	in.Entrypoints = []string{"a/y", "a/x", "a/y"}
	done, _ := ask(t, in)
	if got, _ := json.Marshal(done.Result); string(got) != `{"entrypoints":["a/y","a/x"]}` {
		t.Errorf("got %s", got)
	}
	for _, names := range [][]string{{}, {"a/none"}, {"a/x", "b"}} {
		in.Entrypoints = names
		done, wasm := ask(t, in)
		if !slices.Equal(codes(done), []string{"build"}) || len(wasm) > 0 {
			t.Errorf("%v: got %+v", names, done.Diagnostics)
		}
	}
}
