// Knows which lines of a script stand in a `try` with a `catch`: what the engine calls caught may be caught by the
// runtime only, which catches everything. Reads tokens, not grammar; lines and columns count from 0.
globalThis.minideckCatches = (source) => {
  const TOKEN = /\s+|\/\/.*|\/\*[\s\S]*?\*\/|"(?:\\[\s\S]|[^"\\\n])*"|'(?:\\[\s\S]|[^'\\\n])*'|[\p{ID_Start}$_#][\p{ID_Continue}$\u200c\u200d]*|[0-9][\w.]*|[\s\S]/uy
  const REGEX = /\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/\w*/y
  const TEMPLATE = /(?:\\[\s\S]|\$(?!\{)|[^`\\$])*(?:`|\$\{|$)/y
  const OPERAND_BEFORE = /^(?:[\p{ID_Continue}$_#"']|\)|\])/u
  const WORDS_BEFORE_REGEX = new Set(['return', 'typeof', 'case', 'in', 'of', 'delete', 'void', 'throw', 'new', 'else', 'do', 'await', 'yield', 'instanceof'])
  const found = []
  const open = []
  let at = 0
  let last = ''
  let beforeLast = ''
  /** The block of a `try` that has just ended. */
  let ended = null

  const take = (pattern) => {
    pattern.lastIndex = at
    const match = pattern.exec(source)
    if (match) at = pattern.lastIndex
    return match?.[0] ?? ''
  }
  const takeTemplate = () => {
    if (take(TEMPLATE).endsWith('${')) open.push({ kind: 'template' })
  }
  const isOperand = () => OPERAND_BEFORE.test(last) && !WORDS_BEFORE_REGEX.has(last)

  while (at < source.length) {
    const start = at
    const token = source[at] === '/' && !isOperand() && take(REGEX) || take(TOKEN)
    if (/^\s/.test(token) || /^\/[/*]/.test(token)) continue
    if (ended && token === 'catch') found.push(ended)
    ended = null
    if (token === '{') open.push({ kind: last === 'try' && beforeLast !== '.' ? 'try' : 'block', start })
    if (token === '}') {
      const { kind, start: begun } = open.pop() ?? {}
      if (kind === 'template') takeTemplate()
      if (kind === 'try') ended = { start: begun, end: at }
    }
    if (token === '`') takeTemplate()
    beforeLast = last
    last = token === '`' ? ')' : token
  }

  const lines = [0]
  for (let index = source.indexOf('\n'); index >= 0; index = source.indexOf('\n', index + 1)) lines.push(index + 1)
  const offset = ({ lineNumber, columnNumber }) => (lines[lineNumber] ?? source.length) + (columnNumber ?? 0)

  /** Whether what is thrown at `place` is caught in the function that begins at `begin`. */
  return (place, begin) => {
    const [thrown, first] = [offset(place), begin ? offset(begin) : 0]
    return found.some(({ start, end }) => start < thrown && thrown < end && start >= first)
  }
}
