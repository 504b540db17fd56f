/** WeChat's voice takes at most so many letters at once. */
const MOST = 300

/** A long text in pieces a voice can read one after the other, cut after a sentence wherever there is one. */
export function pieces(words: string, most = MOST): string[] {
  const sentences = words.match(/[^。！？；\n]+[。！？；\n]*/g) ?? []
  return sentences.flatMap((one) => one.match(new RegExp(`[\\s\\S]{1,${most}}`, 'g')) ?? []).reduce<string[]>((made, one) => {
    const last = made.at(-1)
    if (last !== undefined && last.length + one.length <= most) return [...made.slice(0, -1), last + one]
    return [...made, one]
  }, [])
}
