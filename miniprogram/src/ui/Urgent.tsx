import { callPhone } from './go'
import { Note, Say } from './parts'
import { Box, Press, Words } from './primitives'

const URGENT = [{ number: '120', says: '急救' }, { number: '110', says: '报警' }, { number: '119', says: '火灾' }, { number: '12356', says: '心里难受' }]

/** Where life is in danger nothing is read first: one touch calls. */
export function Urgent() {
  return (
    <Box className='urgent'>
      <Words className='soft'>有生命危险，直接点这里打电话：</Words>
      <Box className='numbers-row'>
        {URGENT.map(({ number, says }) => <Press key={number} className='number' onPress={() => callPhone(number)}>{`${says} ${number}`}</Press>)}
      </Box>
    </Box>
  )
}

/** Whoever says that life has become too much hears at once that somebody listens. */
export function Despair() {
  return (
    <Note warm>
      <Say>您不是一个人。心里难受，可以先打12356，有人听您说。申请可以过一会儿再填。</Say>
      <Press className='call' onPress={() => callPhone('12356')}>打12356，有人听您说</Press>
    </Note>
  )
}
