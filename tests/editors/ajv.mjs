// Compiles schemas with ajv (draft 2020-12, strict) and validates YAML 1.2 documents: what each schema says of each file.
// node ajv.mjs MODULES '[["schema.json", ["document.yaml"]]]' → [["schema.json", {"document.yaml": [error]}]]
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [modules, jobs] = process.argv.slice(2);
const require = createRequire(`${modules}/node_modules/`);
const { Ajv2020 } = require("ajv/dist/2020");
const addFormats = require("ajv-formats");
const YAML = require("yaml");

const said = JSON.parse(jobs).map(([schema, documents]) => {
  // Strict on what it does not know. A field takes what people type as well as typed values: its type is a union, by
  // design; and an alternative refines what is defined beside it, whose types and keys it does not repeat.
  const lenient = { allowUnionTypes: true, strictRequired: false, strictTypes: false };
  const ajv = new Ajv2020({ strict: true, ...lenient, allErrors: true });
  addFormats(ajv);
  ajv.addVocabulary(["x-donnee-personnelle"]);
  const validate = ajv.compile(JSON.parse(readFileSync(schema, "utf-8")));
  const errors = documents.map((file) => {
    const value = file.endsWith(".json") ? JSON.parse(readFileSync(file, "utf-8")) : YAML.parse(readFileSync(file, "utf-8"));
    return [file, validate(value) ? [] : validate.errors.map((one) => `${one.instancePath} ${one.message}`)];
  });
  return [schema, Object.fromEntries(errors)];
});
console.log(JSON.stringify(said));
