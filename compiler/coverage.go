package main

import (
	"maps"
	"slices"

	"github.com/open-policy-agent/opa/v1/cover"
)

// fileCovered says which lines of one file the tests reached. Ranges are inclusive; lines without code are in neither list.
type fileCovered struct {
	File            string      `json:"file"`
	Covered         []lineRange `json:"covered"`
	NotCovered      []lineRange `json:"notCovered"`
	CoveredLines    int         `json:"coveredLines"`
	NotCoveredLines int         `json:"notCoveredLines"`
	Percentage      float64     `json:"percentage"`
}

type lineRange struct {
	From int `json:"from"`
	To   int `json:"to"`
}

func covered(report cover.Report) []fileCovered {
	files := make([]fileCovered, 0, len(report.Files))
	for _, name := range slices.Sorted(maps.Keys(report.Files)) {
		file := report.Files[name]
		files = append(files, fileCovered{
			File:            name,
			Covered:         lines(file.Covered),
			NotCovered:      lines(file.NotCovered),
			CoveredLines:    file.CoveredLines,
			NotCoveredLines: file.NotCoveredLines,
			Percentage:      file.Coverage,
		})
	}
	return files
}

// lines joins OPA's ranges, which are one an expression and overlap, into as few as possible.
func lines(ranges []cover.Range) []lineRange {
	joined := []lineRange{}
	for _, next := range ranges {
		last := len(joined) - 1
		if last >= 0 && next.Start.Row <= joined[last].To+1 {
			joined[last].To = max(joined[last].To, next.End.Row)
			continue
		}
		joined = append(joined, lineRange{From: next.Start.Row, To: next.End.Row})
	}
	return joined
}
