import type { Claim } from '../api/endpoints'
import { claim } from '../api/endpoints'
import { instead, to, unsent } from './go'

/** Go on with what the bot heard: as a form while it is not handed in, else where it stands. */
export async function take(body: Claim, go: typeof to | typeof instead = to): Promise<void> {
  const { id, state } = await claim(body)
  go(unsent(state) ? 'apply/tasks' : 'pages/case', { id })
}
