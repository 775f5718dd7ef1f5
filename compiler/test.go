package main

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/cover"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/tester"
)

// A clock inside the tests would make their outcome depend on the machine; the host stops a test that never ends.
const noTimeout = 365 * 24 * time.Hour

type testReport struct {
	Tests    []testedRule  `json:"tests"`
	Coverage []fileCovered `json:"coverage,omitempty"`
}

// test runs every test_ rule whose full name matches the expression `run`. Test files and rules compile together, not
// strictly; print is allowed and its text is kept with the test.
func test(in request) (any, []byte, []diagnostic) {
	capabilities, found := loadCapabilities(in.Capabilities)
	schemas, wrong := loadSchemas(in.Schemas)
	found = append(found, wrong...)
	modules, wrong := parseModules(in.Modules, capabilities)
	found = append(found, wrong...)
	store, wrong := newStore(in.Data)
	found = append(found, wrong...)
	if len(found) > 0 {
		return nil, nil, found
	}
	suite := suite{
		capabilities: withTestTools(capabilities), modules: modules, schemas: schemas, store: store,
	}
	var coverage *cover.Cover
	if in.Coverage {
		coverage = cover.New()
	}
	results, err := suite.run(in.Run, func(runner *tester.Runner) {
		if coverage != nil {
			runner.SetCoverageQueryTracer(coverage)
		}
	})
	if err != nil {
		return nil, nil, nameUnsupported(diagnose(err, "run_filter"), suite.capabilities)
	}
	report := testReport{Tests: describe(results, suite.explain(results))}
	if coverage != nil {
		report.Coverage = covered(coverage.Report(modules))
	}
	return report, nil, nil
}

// suite is what every run of the same tests shares.
type suite struct {
	capabilities *ast.Capabilities
	modules      map[string]*ast.Module
	schemas      *ast.SchemaSet
	store        storage.Store
	traced       bool
}

// run executes the tests whose name matches the expression and returns them in the order of their places.
func (s suite) run(filter string, set func(*tester.Runner)) ([]*tester.Result, error) {
	ctx := context.Background()
	txn, err := s.store.NewTransaction(ctx)
	if err != nil {
		return nil, err
	}
	defer s.store.Abort(ctx, txn)
	compiler := ast.NewCompiler().
		WithCapabilities(s.capabilities).
		WithDefaultRegoVersion(ast.RegoV1).
		WithEnablePrintStatements(true).
		WithPathConflictsCheck(storage.NonEmpty(ctx, s.store, txn)).
		WithRewriteTestRules(s.traced).
		WithSchemas(s.schemas).
		WithUseTypeCheckAnnotations(true).
		SetErrorLimit(0)
	runner := tester.NewRunner().
		CapturePrintOutput(true).
		EnableTracing(s.traced).
		Filter(filter).
		SetCompiler(compiler).
		SetCoverageRuns(nil).
		SetModules(s.modules).
		SetParallel(1).
		SetRuntime(emptyRuntime()).
		SetStore(s.store).
		SetTimeout(noTimeout)
	set(runner)
	channel, err := runner.RunTests(ctx, txn)
	if err != nil {
		return nil, err
	}
	var results []*tester.Result
	for result := range channel {
		results = append(results, result)
	}
	slices.SortFunc(results, byPlace)
	return results, nil
}

func byPlace(a, b *tester.Result) int {
	return cmp.Or(a.Location.Compare(b.Location), strings.Compare(a.Package, b.Package), strings.Compare(a.Name, b.Name))
}
