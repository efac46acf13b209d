/** Gives JSON files the schemas of mini-program configuration that the window makes from the reference. */
import { jsonDefaults } from 'monaco-editor/languages/features/json/register'
import { uriOf } from './models'

let schemas: Readonly<Record<string, object>> = {}
const schemaOf = new Map<string, string>()

function apply(): void {
  const used = Object.entries(schemas).map(([name, schema]) => {
    const paths = [...schemaOf].filter(([, wanted]) => wanted === name).map(([path]) => uriOf(path).toString())
    return { uri: `minideck-schema:///${name}`, schema, fileMatch: paths }
  })
  jsonDefaults.setDiagnosticsOptions({
    validate: true,
    comments: 'ignore',
    allowComments: true,
    trailingCommas: 'warning',
    enableSchemaRequest: false,
    schemaValidation: 'error',
    schemas: used.filter(({ fileMatch }) => fileMatch.length),
  })
}

export function setSchemas(made: Readonly<Record<string, object>>): void {
  schemas = made
  apply()
}

export function useSchema(path: string, name: string): void {
  if ((schemaOf.get(path) ?? '') === name) return
  if (name) schemaOf.set(path, name)
  else schemaOf.delete(path)
  apply()
}
