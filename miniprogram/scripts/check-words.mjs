// Reads every Chinese text of the screens and fails on a word from words.json. `npm run words`
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const { avoid } = JSON.parse(readFileSync(new URL('./words.json', import.meta.url), 'utf8'))
const root = new URL('../src', import.meta.url).pathname

function* files(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* files(path)
    else if (/\.tsx?$/.test(entry.name)) yield path
  }
}

const withoutComments = (text) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '')
const found = []
for (const path of files(root)) {
  withoutComments(readFileSync(path, 'utf8')).split('\n').forEach((line, place) => {
    const chinese = line.match(/[\u4e00-\u9fff][^'"`<>{}]*/g)?.join(' ') ?? ''
    for (const [word, instead] of Object.entries(avoid)) {
      if (chinese.includes(word)) found.push(`${path.slice(root.length + 1)}:${place + 1}: “${word}”${instead ? `，换成“${instead}”` : ''}`)
    }
  })
}
if (found.length) {
  console.error(found.join('\n'))
  process.exit(1)
}
console.log('words: plain')
