package main

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"runtime/debug"
	"strings"
)

// outcome is the JSON half of a reply: a result, or everything that is wrong.
type outcome struct {
	Result      any          `json:"result,omitempty"`
	Diagnostics []diagnostic `json:"diagnostics,omitempty"`
}

// answer turns one request into one outcome and, for build, the compiled bytes. A panic becomes a diagnostic.
func answer(raw []byte) (done outcome, blob []byte) {
	defer func() {
		if reason := recover(); reason != nil {
			blob = nil
			done = outcome{Diagnostics: []diagnostic{{
				Code:    "compiler_panic",
				Message: fmt.Sprint(reason),
				Details: stackLines(debug.Stack()),
			}}}
		}
	}()
	in, err := decodeRequest(raw)
	if err != nil {
		return outcome{Diagnostics: []diagnostic{{Code: "compiler_request", Message: err.Error()}}}, nil
	}
	operation, known := operations[in.Operation]
	if !known {
		message := fmt.Sprintf("unknown operation %q", in.Operation)
		return outcome{Diagnostics: []diagnostic{{Code: "compiler_request", Message: message}}}, nil
	}
	result, blob, found := operation(in)
	if len(found) > 0 {
		return outcome{Diagnostics: sortDiagnostics(found)}, nil
	}
	return outcome{Result: result}, blob
}

// frame writes both halves of a reply, each after its length as four bytes, big end first.
func frame(done outcome, blob []byte) []byte {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(done); err != nil {
		text.Reset()
		blob = nil
		_ = encoder.Encode(outcome{Diagnostics: []diagnostic{{Code: "compiler_reply", Message: err.Error()}}})
	}
	framed := make([]byte, 0, text.Len()+len(blob)+8)
	framed = binary.BigEndian.AppendUint32(framed, uint32(text.Len()))
	framed = append(framed, text.Bytes()...)
	framed = binary.BigEndian.AppendUint32(framed, uint32(len(blob)))
	return append(framed, blob...)
}

// The top of a stack names the cause; a whole one would fill a terminal.
func stackLines(stack []byte) []string {
	const limit = 24
	lines := strings.Split(strings.TrimSpace(string(stack)), "\n")
	return lines[:min(len(lines), limit)]
}
