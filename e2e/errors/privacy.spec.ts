import { expect, test } from '../support/test'
import { insertError } from './errors'

const PHONE = '+18285550142'
const EMAIL = 'dana.reed@blueridge.example'
const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJkYW5hIn0.c2lnbmF0dXJl'

test('phones, addresses and tokens of an error never reach the browser', async ({
  admin,
  database,
  marker,
}) => {
  const text = `${marker} for ${PHONE}, ${EMAIL}, Bearer ${TOKEN}`
  const error = await insertError(database, marker, {
    message: text,
    stack_trace: `Error: ${text}`,
    request_body: { from: PHONE, contact: { email: EMAIL }, authorization: `Bearer ${TOKEN}`, note: text },
  })
  const delivered: string[] = []
  admin.on('response', async (response) => delivered.push(await response.text().catch(() => '')))
  await admin.goto(`/errors?view=rows&type=${marker}`)
  await admin.getByRole('link', { name: marker }).click()
  await expect(admin.getByText('•••@').first()).toBeVisible()
  await admin.goto(`/errors/${error.id}`)
  await expect(admin.getByText('••• ••42').first()).toBeVisible()
  await expect(admin.getByText(marker).first()).toBeVisible()
  const everything = delivered.join('\n')
  expect(everything).toContain(marker)
  for (const secret of [PHONE, PHONE.slice(2), EMAIL, TOKEN]) expect(everything).not.toContain(secret)
})

test('markup in a payload is shown as text', async ({ admin, database, marker }) => {
  const markup = `<img src=x onerror="alert('${marker}')"><script>alert(1)</script>`
  const error = await insertError(database, marker, {
    message: markup,
    stack_trace: markup,
    request_body: { [markup]: markup },
  })
  let dialogs = 0
  admin.on('dialog', (dialog) => {
    dialogs += 1
    return dialog.dismiss()
  })
  await admin.goto(`/errors/${error.id}`)
  await expect(admin.getByText(markup).first()).toBeVisible()
  await expect(admin.getByText(`"${markup}"`)).toBeVisible()
  await expect(admin.locator('img[src="x"]')).toHaveCount(0)
  expect(dialogs).toBe(0)
})
