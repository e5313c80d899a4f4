import { expect, test } from 'vitest'
import { inOneLine, readStory, summarise } from './audit-entry'

test('old values stand beside new ones of the same name', () => {
  const story = readStory('change', { tier: 'pro', previous: { tier: 'core' } })
  expect(story).toEqual({ changes: [{ field: 'tier', before: 'core', after: 'pro' }], said: [] })
  expect(summarise(story)).toBe('tier: core → pro')
})

test('what an undoing act emptied is empty after it; elsewhere the log does not say', () => {
  expect(readStory('reopen', { previous: { resolved_by: 'x' } }).changes).toEqual([
    { field: 'resolved_by', before: 'x', after: null },
  ])
  expect(readStory('change', { previous: { resolved_by: 'x' } }).changes[0]?.after).toBeUndefined()
})

test('notes and reasons come first, colleagues by name, personal data masked', () => {
  const story = readStory('assign', {
    assignee: 'support@kryonex.test',
    notes: 'Call +18285550142',
    token: 'secret-value',
    previous: {},
  })
  expect(summarise(story)).toBe('Call +1 828 ••• ••42')
  expect(story.said).toContainEqual(['assignee', 'support'])
  expect(JSON.stringify(story)).not.toContain('secret-value')
})

test('whom a row was handed to is told by name, and what was said with what it is', () => {
  const emailOf = (id: string) => (id === 'u1' ? 'ops@kryonex.test' : id)
  const handed = readStory('assign', { assignee: 'u1', previous: { assignee: 'u2' } }, emailOf)
  expect(handed.changes).toEqual([{ field: 'assignee', before: 'u2', after: 'ops' }])
  expect(summarise(readStory('assign', { assignee: 'u1' }, emailOf))).toBe('assignee: ops')
  expect(summarise(readStory('snooze', { events: 351 }))).toBe('events: 351')
})

test.each([
  [null, 'empty'],
  [undefined, 'not recorded'],
  [['raw_payload', 'call'], 'raw_payload › call'],
  [{ a: 1 }, '{"a":1}'],
])('%j in one line', (value, text) => expect(inOneLine(value)).toBe(text))

test('metadata of any shape is shown', () => {
  expect(readStory(null, 'text').said).toEqual([['metadata', 'text']])
  expect(readStory(null, null).said).toEqual([])
  expect(readStory(null, { previous: 'nothing' })).toEqual({ changes: [], said: [] })
})
