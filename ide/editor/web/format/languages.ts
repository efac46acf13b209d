/** Monaco's languages that can be formatted, and the parser that reads each; WXML has a reader of its own. */
export const parsers: Readonly<Record<string, string>> = {
  wxml: '',
  javascript: 'babel',
  typescript: 'babel-ts',
  wxs: 'babel',
  json: 'json',
  css: 'css',
  wxss: 'css',
  less: 'less',
  scss: 'scss',
}
