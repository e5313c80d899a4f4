import { expect, test } from 'vitest'
import { maskAccounts } from './accounts'
import { maskAddress, maskEmail, maskPhone } from './mask'
import { DOTS, HIDDEN } from './shapes'
import { readShownText } from './shown-text'

const WRITTEN = [
  ...['+18285550142', '8285550142', '+447911123456', '5550142', '02079460958'].map(maskPhone),
  ...['dana@blueridge.com', 'd@x.example', 'dana@localhost'].map(maskEmail),
  ...['203.0.113.7', '2001:db8::7'].map(maskAddress),
  maskAccounts('4242424242424242'),
  maskAccounts('DE89370400440532013000'),
  DOTS,
  HIDDEN,
  'Q•••',
]

test.each(WRITTEN)('takes %s, alone and in a sentence', (shown) => {
  expect(shown).toContain('•')
  expect(readShownText(shown)).not.toBeNull()
  expect(readShownText(`Call to number ${shown}, failed`)).toEqual({ part: 'Call to number' })
  expect(readShownText(`("${shown}")`)).not.toBeNull()
})

test.each([
  'd••@blu•••.com',
  'd•••@blue•••.com',
  'da•••@blu•••.com',
  '+1 828 5•• ••42',
  '+1 828 ••• •142',
  '+1 828 ••• ••421',
  '••• ••• ••42',
  'Qu•••',
  '•••mith',
  '•',
  '•••••',
  '•••• 12345',
])('does not understand %s, which no mask writes', (typed) => expect(readShownText(typed)).toBeNull())

test('looks for what the text itself holds', () => {
  expect(readShownText('+1 828 ••• ••42')).toEqual({ part: '828' })
  expect(readShownText('d•••@blu•••.com')).toEqual({ part: '@blu' })
  expect(readShownText('•••')).toEqual({ part: null })
})
