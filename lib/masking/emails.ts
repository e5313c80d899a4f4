import { maskEmail } from './shapes'

/** Every writing of "@": plain, wide, percent-encoded, as an entity, as an escape, spelled out in brackets. */
const AT =
  /(?<=[\p{L}\p{N}\p{M}"_+'’!#$%*^{}|~-])(?:[@＠﹫]|%(?:25){0,3}40|&#0{0,4}64;|&#x0{0,4}40;|&commat;|\\u0040| ?[[(]at[\])] ?)(?=[\p{L}\p{N}\p{M}[])/giu
/** Longest local part and domain of RFC 5321, some more for encoded letters. */
const LONGEST = 96
const LOCAL = /[\p{L}\p{N}\p{M}._+'’!#$%*^{}|~\ud800-\udfff-]/u
const QUOTED = /\\?"[^"\n]{1,64}\\?"$/
const DOMAIN =
  /^(?:\[(?:IPv6:)?[0-9a-f.:]{3,45}\]|[\p{L}\p{N}\p{M}-]{1,63}(?:(?:\.| ?[[(]dot[\])] ?)[\p{L}\p{N}\p{M}-]{1,63}){0,8})/iu
const ENDING = /^(?:\p{L}[\p{L}\p{M}]+|xn--[a-z0-9-]+)$/iu
/** Endings of files, as in "logo@2x.png", and remotes of repositories, as in "git@github.com". */
const FILES =
  /^(?:png|jpe?g|gif|webp|avif|svg|ico|css|m?jsx?|cjs|m?tsx?|json|map|woff2?|ttf|mp[34]|wav|html?|log)$/i

/** A host without a dot is somebody's mailbox where the local part is written as a person's is. */
function isMailbox(local: string, domain: string): boolean {
  if (local === 'git') return false
  if (/^\[|^(?:\d{1,3}\.){3}\d{1,3}$/.test(domain)) return true
  const labels = domain.split(/\.| ?[[(]dot[\])] ?/i)
  const last = labels.at(-1) ?? ''
  if (labels.length > 1) return ENDING.test(last) && !FILES.test(last)
  return /^localhost$/i.test(last) || (/[\p{L}][._+][\p{L}]/u.test(local) && /^\p{L}{2,}$/u.test(last))
}

/** What stands before the sign, from its first letter on; nothing where there is no local part. */
function localBefore(text: string): string {
  const quoted = QUOTED.exec(text)?.[0]
  if (quoted) return quoted
  let start = text.length
  while (start > 0 && LOCAL.test(text[start - 1] as string)) start -= 1
  return text.slice(start).replace(/^(?:%(?:25){0,2}(?:22|27|3[ACDEacde]|2[06CFcf]|0[AaDd])|['’.*{|!])+/, '')
}

/** Hides e-mail addresses in free text: looks around every sign that can be an "@", and no further. */
export function hideEmails(text: string): string {
  let shown = ''
  let from = 0
  for (const { 0: sign, index } of text.matchAll(AT)) {
    const after = index + sign.length
    if (index <= from) continue
    const local = localBefore(text.slice(Math.max(from, index - LONGEST), index))
    const domain = (DOMAIN.exec(text.slice(after, after + 255))?.[0] ?? '').replace(/[.-]+$/, '')
    if (!local || !domain || !isMailbox(local, domain)) continue
    const plain = domain.replace(/ ?[[(]dot[\])] ?/gi, '.')
    shown += text.slice(from, index - local.length) + maskEmail(`${local.replace(/^\\?"/, '')}@${plain}`)
    from = after + domain.length
  }
  return from === 0 ? text : shown + text.slice(from)
}
