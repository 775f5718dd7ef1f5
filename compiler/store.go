package main

import (
	"encoding/json"
	"fmt"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/util"
)

// newStore holds the request's `data`; no data is an empty object.
func newStore(raw json.RawMessage) (storage.Store, []diagnostic) {
	data := map[string]any{}
	if len(raw) > 0 {
		if err := util.UnmarshalJSON(raw, &data); err != nil {
			return nil, []diagnostic{{Code: "data", Message: fmt.Sprintf("the data is no JSON object: %v", err)}}
		}
	}
	return inmem.NewFromObject(data), nil
}

// emptyRuntime is what opa.runtime() shows a policy: nothing of the machine it runs on.
func emptyRuntime() *ast.Term {
	return ast.NewTerm(ast.NewObject())
}
