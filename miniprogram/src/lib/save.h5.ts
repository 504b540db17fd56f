/** The browser's twin of save.ts: an ordinary download; the mark in front tells old readers that it is UTF-8. */
export function saveFile(name: string, text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/plain;charset=utf-8' }))
  link.download = name
  document.body.appendChild(link)
  link.click()
  link.remove()
}
