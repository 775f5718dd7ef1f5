//! `bench-regorus POLICIES DATA DOCUMENTS`: evaluates the entrypoint of each document's scope, one document a line, and
//! prints one line of JSON for every document that gives anything. The same job as the others in the comparison have.
use regorus::{Engine, Value};
use std::error::Error;
use std::fs;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, policies, data, documents] = arguments.as_slice() else {
        return Err("expected POLICIES DATA DOCUMENTS".into());
    };
    let mut engine = Engine::new();
    add_policies(&mut engine, Path::new(policies))?;
    engine.add_data(Value::from_json_str(&fs::read_to_string(data)?)?)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    for line in BufReader::with_capacity(1 << 20, fs::File::open(documents)?).lines() {
        let line = line?;
        let input = Value::from_json_str(&line)?;
        let scope = input["scope"].as_string()?.to_string();
        engine.set_input(input);
        let main = format!("data.entitlint.main.{scope}");
        let query = format!("{{\"read\": {main}.read, \"deny\": {main}.deny, \"unknown\": {main}.unknown}}");
        let results = engine.eval_query(query, false)?;
        let value = &results.result.first().ok_or("no result")?.expressions[0].value;
        let empty = Value::new_set();
        if value["deny"] != empty || value["unknown"] != empty || value["read"] == Value::Undefined {
            writeln!(out, "{}", value.to_json_str()?.replace('\n', ""))?;
        }
    }
    out.flush()?;
    Ok(())
}

fn add_policies(engine: &mut Engine, folder: &Path) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            add_policies(engine, &path)?;
        } else if path.extension().is_some_and(|extension| extension == "rego") {
            engine.add_policy(path.display().to_string(), fs::read_to_string(&path)?)?;
        }
    }
    Ok(())
}
