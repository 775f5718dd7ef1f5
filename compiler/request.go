package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
)

// module is one Rego file: its path inside the policies, with forward slashes, and its text.
type module struct {
	Path string `json:"path"`
	Text string `json:"text"`
}

// request is everything an operation may ask for; each reads the fields it needs.
type request struct {
	Operation    string                     `json:"operation"`
	Modules      []module                   `json:"modules"`
	Capabilities string                     `json:"capabilities"`
	Schemas      map[string]json.RawMessage `json:"schemas"`
	Entrypoints  []string                   `json:"entrypoints"`
	Data         json.RawMessage            `json:"data"`
	Query        string                     `json:"query"`
	Inputs       []string                   `json:"inputs"`
	Run          string                     `json:"run"`
	Coverage     bool                       `json:"coverage"`
}

type operation func(request) (result any, blob []byte, found []diagnostic)

var operations = map[string]operation{
	"build":    build,
	"check":    check,
	"evaluate": evaluate,
	"format":   formatModules,
	"inspect":  inspect,
	"test":     test,
}

func decodeRequest(raw []byte) (request, error) {
	var in request
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&in); err != nil {
		return in, fmt.Errorf("the request is no valid JSON: %w", err)
	}
	if _, err := decoder.Token(); err != io.EOF {
		return in, fmt.Errorf("the request holds more than one JSON value")
	}
	return in, nil
}
