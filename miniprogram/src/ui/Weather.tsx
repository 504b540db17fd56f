import { slow } from '../api/client'
import { useLive } from '../lib/live'
import { online } from '../lib/network'
import { conflicts, stuck, waiting } from '../lib/sync'
import { Box, Press, Words } from './primitives'

/** Says plainly whether we are connected and whether something still waits to be sent; it stays in sight while the page moves. */
export function Weather() {
  const connected = useLive(online)
  const queue = useLive(waiting)
  const problems = useLive(stuck)
  const clashes = useLive(conflicts)
  const late = useLive(slow) > 0
  const trying = queue.some((item) => item.tries > 0 && !clashes[item.lane])
  return (
    <Box className='weather' live>
      {!connected && <Box className='banner'><Words>现在没有网。您可以接着填，内容都存在手机里，有网了会自动交上去。</Words></Box>}
      {connected && trying && <Box className='banner'><Words>网络不太好，正在接着往上交，请别着急。</Words></Box>}
      {connected && late && !trying && <Box className='banner'><Words>网有点慢，正在等回话，请别着急。</Words></Box>}
      {problems.map((problem) => (
        <Box key={problem.lane} className='note warm'>
          <Words className='block strong'>{problem.title}</Words>
          <Words className='block'>{problem.says}</Words>
          <Press className='slim' onPress={() => stuck.set(stuck.get().filter((one) => one !== problem))}>知道了</Press>
        </Box>
      ))}
    </Box>
  )
}

/** Whether what was typed into this draft has arrived. */
export function Saved({ draft }: { draft: string }) {
  const connected = useLive(online)
  const open = useLive(waiting).some((item) => item.lane === draft)
  if (!open) return <Words className='saved'>您填的都存好了。</Words>
  return <Words className='saved'>{connected ? '正在存…' : '先存在这部手机里，有网了再交上去。'}</Words>
}
