package main

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/ast/location"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// diagnostic is one thing that is wrong. Line and column count from 1; 0 means that there is no such place.
type diagnostic struct {
	Code    string   `json:"code"`
	Message string   `json:"message"`
	File    string   `json:"file"`
	Line    int      `json:"line"`
	Column  int      `json:"column"`
	Details []string `json:"details,omitempty"`
}

// diagnose spreads whatever OPA returns into diagnostics; code names errors that carry none of their own.
func diagnose(err error, code string) []diagnostic {
	if err == nil {
		return nil
	}
	if many, ok := errors.AsType[ast.Errors](err); ok {
		found := make([]diagnostic, 0, len(many))
		for _, one := range many {
			found = append(found, diagnoseOne(one))
		}
		return found
	}
	if one, ok := errors.AsType[*ast.Error](err); ok {
		return []diagnostic{diagnoseOne(one)}
	}
	if one, ok := errors.AsType[*topdown.Error](err); ok {
		return []diagnostic{at(one.Location, cmp.Or(one.Code, code), one.Message)}
	}
	return []diagnostic{{Code: code, Message: err.Error()}}
}

func diagnoseOne(err *ast.Error) diagnostic {
	found := at(err.Location, err.Code, err.Message)
	if err.Details != nil {
		for _, line := range err.Details.Lines() {
			found.Details = append(found.Details, strings.TrimRight(line, " \t"))
		}
	}
	return found
}

func at(place *location.Location, code, message string) diagnostic {
	found := diagnostic{Code: code, Message: message}
	if place != nil {
		found.File, found.Line, found.Column = place.File, place.Row, place.Col
	}
	return found
}

// sortDiagnostics orders by place and drops repetitions, which OPA's stages produce.
func sortDiagnostics(found []diagnostic) []diagnostic {
	slices.SortStableFunc(found, func(a, b diagnostic) int {
		return cmp.Or(
			strings.Compare(a.File, b.File),
			cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Column, b.Column),
			strings.Compare(a.Code, b.Code),
			strings.Compare(a.Message, b.Message),
		)
	})
	return slices.CompactFunc(found, func(a, b diagnostic) bool {
		return fmt.Sprint(a) == fmt.Sprint(b)
	})
}
