import { useRouter } from '@tarojs/taro'
import { useEffect } from 'react'
import { removeAttachment } from '../../api/endpoints'
import { useDraft } from '../../lib/drafts'
import { useLive } from '../../lib/live'
import { pickPhoto } from '../../lib/photos'
import { arrived, giveUp, send, uploads } from '../../lib/upload'
import type { Upload } from '../../lib/upload'
import { sentences } from '../../lib/words'
import { useSignedIn } from '../../ui/gate'
import { back, instead, unsent } from '../../ui/go'
import { Page } from '../../ui/Page'
import { Card, Say } from '../../ui/parts'
import { Box, Picture, Press, Words } from '../../ui/primitives'

export default function Photos() {
  const { id = '' } = useRouter().params
  useSignedIn('apply/photos', { id })
  const { draft, reload, error } = useDraft(id)
  const moving = useLive(uploads).filter((one) => one.draft === id)
  const last = useLive(arrived)
  useEffect(() => { if (last?.draft === id) void reload() }, [last]) // eslint-disable-line react-hooks/exhaustive-deps
  if (!draft) return <Page title='拍照片'><Say>{error || '正在打开…'}</Say></Page>
  const take = async (kind: string) => { const photo = await pickPhoto(); if (photo) send(id, kind, photo) }
  const remove = async (attachment: string) => { await removeAttachment(id, attachment).catch(() => undefined); await reload() }
  return (
    <Page title='拍照片' aloud={sentences(['手边有什么就拍什么。没有的不要紧，以后再补', ...draft.wanted.map((one) => `${one.name}，${one.why}`), '好了，点最下面的按钮'])}>
      <Say className='lead'>手边有什么就拍什么。没有的不要紧，以后再补。</Say>
      {draft.wanted.map((one) => (
        <Card key={one.kind} title={one.name}>
          <Say className='soft'>{one.why}</Say>
          {draft.attachments.filter((had) => had.kind === one.kind).map((had, place) => (
            <Box key={had.id} className='row'><Words className='tag'>{`第${place + 1}张，已交`}</Words>{draft.state === 'draft' && <Press className='quiet slim' label={`删掉${one.name}第${place + 1}张`} onPress={() => void remove(had.id)}>删掉</Press>}</Box>
          ))}
          {moving.filter((upload) => upload.kind === one.kind).map((upload) => <Moving key={upload.key} upload={upload} name={one.name} />)}
          <Press label={`拍${one.name}`} onPress={() => void take(one.kind)}>拍一张</Press>
        </Card>
      ))}
      {unsent(draft.state) ? <Press className='main' onPress={() => instead('apply/check', { id })}>下一步：看一遍</Press> : <Press className='main' onPress={back}>好了</Press>}
    </Page>
  )
}

function Moving({ upload, name }: { upload: Upload; name: string }) {
  const percent = Math.round((upload.received / Math.max(1, upload.photo.size)) * 100)
  return (
    <Box className='row'>
      <Picture src={upload.photo.preview} alt={`正在交的${name}照片`} />
      <Box className='grow'>
        <Words className='block'>{upload.says || (upload.tries ? '网络不好，等一会儿接着交' : `正在交，${percent}%`)}</Words>
        <Box className='bar'><Progress percent={percent} /></Box>
        {upload.says && <Press className='quiet slim' onPress={() => giveUp(upload.key)}>知道了</Press>}
      </Box>
    </Box>
  )
}

const WIDTHS = ['w0', 'w25', 'w50', 'w75', 'w100']
const Progress = ({ percent }: { percent: number }) => <Box className={`bar-done ${WIDTHS[Math.floor(percent / 25)] ?? 'w0'}`} />
