package main

import (
	"strconv"
	"strings"
)

// refLoop returns a local $ref that can be reached from what it points to, or "". References to other documents are left
// to OPA, which may not fetch them.
func refLoop(schema any) string {
	const (
		open = iota + 1
		closed
	)
	state := map[string]int{}
	var follow func(target string) string
	follow = func(target string) string {
		switch state[target] {
		case open:
			return target
		case closed:
			return ""
		}
		state[target] = open
		defer func() { state[target] = closed }()
		loop := ""
		walkSchema(resolvePointer(schema, target), target, func(_ string, node map[string]any) {
			next, isRef := node["$ref"].(string)
			if loop == "" && isRef && strings.HasPrefix(next, "#") {
				loop = follow(next)
			}
		})
		return loop
	}
	return follow("#")
}

// resolvePointer follows a JSON pointer (RFC 6901) written as a URI fragment; nil when it leads nowhere.
func resolvePointer(node any, target string) any {
	pointer := strings.TrimPrefix(target, "#")
	if pointer == "" {
		return node
	}
	unescape := strings.NewReplacer("~1", "/", "~0", "~")
	for part := range strings.SplitSeq(strings.TrimPrefix(pointer, "/"), "/") {
		switch parent := node.(type) {
		case map[string]any:
			node = parent[unescape.Replace(part)]
		case []any:
			index, err := strconv.Atoi(part)
			if err != nil || index < 0 || index >= len(parent) {
				return nil
			}
			node = parent[index]
		default:
			return nil
		}
	}
	return node
}
