/** Starts Monaco's language workers from our own scheme. */

const files: Record<string, string> = {
  typescript: 'ts.worker.js',
  javascript: 'ts.worker.js',
  json: 'json.worker.js',
  css: 'css.worker.js',
  less: 'css.worker.js',
  scss: 'css.worker.js',
  html: 'html.worker.js',
}

Object.assign(self, {
  MonacoEnvironment: {
    getWorker: (_module: string, label: string) => new Worker(files[label] ?? 'editor.worker.js'),
  },
})
