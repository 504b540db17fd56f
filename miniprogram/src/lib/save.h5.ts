/** The browser's twin of save.ts: an ordinary download. */
export function saveFile(name: string, text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json;charset=utf-8' }))
  link.download = name
  document.body.appendChild(link)
  link.click()
  link.remove()
}
