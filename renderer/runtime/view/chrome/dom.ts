/** Small elements of the chrome. */

/** A new element with a class, text and children. */
export function make<K extends keyof HTMLElementTagNameMap>(
  document: Document, tag: K, className = '', content: string | readonly Node[] = '',
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  if (className) element.className = className
  if (typeof content === 'string') element.textContent = content
  else element.append(...content)
  return element
}

/** A drawing of ours as an element; `svg` is never text of the mini-program. */
export function icon(document: Document, className: string, svg: string): HTMLElement {
  const element = document.createElement('i')
  element.className = `icon ${className}`
  element.innerHTML = svg
  return element
}
