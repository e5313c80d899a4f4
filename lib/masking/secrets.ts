import { DOTS } from './shapes'

/**
 * How secrets of services begin, and the least that follows. Written after the rules that gitleaks (config/gitleaks.toml)
 * and secretlint (secretlint-rule-preset-recommend) publish, and after the services' own documentation.
 * @see https://github.com/gitleaks/gitleaks/blob/master/config/gitleaks.toml
 * @see https://github.com/secretlint/secretlint
 */
const SERVICES = [
  // Payment, telephony, mail, calendars, and the platform's own backend.
  '(?:sk|rk|pk)_(?:live|test|prod)_\\w{6}',
  'whsec_[\\w+/]{8}',
  'sb_secret_[\\w-]{6}',
  'sbp_(?:v0_)?[0-9a-f]{8}',
  'cal_(?:live_|test_)?[0-9a-f]{16}',
  'SK[0-9a-f]{32}',
  'SG\\.[\\w-]{8}',
  'key-[0-9a-f]{32}',
  'xkeysib-\\w{8}',
  'xsmtpsib-\\w{8}',
  're_[A-Za-z0-9]{8}_?\\w{8}',
  'EAAA[\\w-]{20}',
  'sq0[a-z]{3}-[\\w-]{8}',
  'access-(?:sandbox|production)-[0-9a-f]{8}',
  'md-[\\w-]{20}',
  // Models and speech.
  'sk-(?:proj|svcacct|admin|ant|or|None)-[\\w-]{6}',
  'sk-[A-Za-z0-9]{16}',
  'sk_[0-9a-f]{24}',
  'key_[0-9a-f]{16}',
  'gsk_\\w{16}',
  'hf_[A-Za-z]{16}',
  'r8_\\w{16}',
  'pplx-\\w{16}',
  'xai-\\w{16}',
  'pcsk_\\w{8}',
  'tvly-\\w{8}',
  'lsv2_(?:pt|sk)_\\w{8}',
  'fc-[0-9a-f]{32}',
  'co_[A-Za-z0-9]{32}',
  // Clouds, databases and hosting.
  '(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}',
  'AIza[\\w-]{20}',
  'ya29\\.[\\w-]{6}',
  '1//0[\\w-]{12}',
  'GOCSPX-[\\w-]{8}',
  'do[opr]_v1_[0-9a-f]{8}',
  'vercel_blob_rw_\\w{6}',
  'vc[pickar]_\\w{20}',
  'nfp_\\w{16}',
  'pscale_(?:tkn|pw|oauth)_[\\w-]{8}',
  'napi_\\w{20}',
  'dapi[0-9a-f]{32}',
  'hv[sb]\\.[\\w-]{12}',
  'dp\\.(?:pt|st|ct|sa)\\.\\w{8}',
  'HRKU-[\\w-]{12}',
  'fm[12][ar]?_\\w{12}',
  'fo1_[\\w-]{12}',
  'AccountKey=\\w{16}',
  'rnd_\\w{24}',
  // Code, registries and work.
  'gh[pousr]_\\w{8}',
  'github_pat_\\w{8}',
  'gl(?:pat|dt|rt|ft|ptt|agent|cbt|imt|soat)-[\\w-]{8}',
  'npm_\\w{20}',
  'pypi-[\\w-]{16}',
  'rubygems_[0-9a-f]{16}',
  'dckr_pat_[\\w-]{8}',
  'xox[abeoprs]-[\\w-]{8}',
  'xapp-[\\w-]{8}',
  'lin_(?:api|oauth)_\\w{8}',
  'secret_[A-Za-z0-9]{32}',
  'ntn_\\w{20}',
  'pat[A-Za-z0-9]{14}\\.[0-9a-f]{16}',
  'pat-(?:na|eu)\\d-[0-9a-f]{8}',
  'figd_[\\w-]{8}',
  'gl(?:sa|c)_\\w{12}',
  'sntry[su]_\\w{8}',
  'NRAK-[A-Z0-9]{12}',
  'PMAK-[0-9a-f]{12}',
  'ATATT3[\\w-]{12}',
  'shp(?:at|ca|pa|ss)_[0-9a-fA-F]{8}',
  'signkey-[\\w-]{12}',
  'tr_(?:dev|prod|stg)_\\w{8}',
  'phx_\\w{16}',
  'AGE-SECRET-KEY-1\\w{8}',
  '\\d{8,10}:AA[\\w-]{20}',
  '[0-9a-f]{32}-us\\d',
  'eyJ[\\w-]{5}',
  '[a-z]{2,6}_[A-Za-z0-9]{6,40}_secret_\\w{4}',
]
const SERVICE = new RegExp(`(?<![A-Za-z0-9])(?=[A-Za-z0-9])(?:${SERVICES.join('|')})`, 'g')
const SERVICE_BODY = /[\w.+/~=-]*/y

/** Addresses whose path is the secret: it is enough to write there. */
const HOOK =
  /(?:hooks\.slack\.com\/(?:services|workflows|triggers)|discord(?:app)?\.com\/api\/(?:v\d+\/)?webhooks|webhook\.office\.com\/webhookb2|api\.telegram\.org\/bot(?=\d)|hooks\.zapier\.com\/hooks\/catch|chat\.googleapis\.com\/v1\/spaces)\/?/gi
const HOOK_BODY = /[\w@:/.-]*/y

const SCHEME =
  /(?<![A-Za-z0-9])(?:Bearer|Basic|Token|Digest|ApiKey|Negotiate)(?:\s{1,3}|%20|\+)(?=[\w.~+/-]{6})/gi
const SCHEME_BODY = /[\w.~+/-]*(?:=|%3D)*/y
/** What follows "Bearer" in prose is a word; in a header it has a digit, a sign, letters of both cases, or is long. */
const RANDOM = /\d|[a-z][A-Z]|[A-Z]{2}[a-z]|[=+]|^.{24}/

const KEY_BLOCK = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g
const KEY_END = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g

/** Hides what begins as `start` says, as far as `body` goes; each letter is looked at once. */
function hideRuns(
  text: string,
  start: RegExp,
  body: RegExp,
  isSecret: (run: string) => boolean,
  keep: boolean,
) {
  let shown = ''
  let from = 0
  start.lastIndex = 0
  for (let match = start.exec(text); match; match = start.exec(text)) {
    body.lastIndex = keep ? start.lastIndex : match.index
    const run = body.exec(text)?.[0] ?? ''
    const end = Math.max(body.lastIndex, start.lastIndex)
    if (run !== '' && isSecret(run)) {
      shown += text.slice(from, keep ? start.lastIndex : match.index) + DOTS
      from = end
    }
    start.lastIndex = Math.max(end, match.index + 1)
  }
  return from === 0 ? text : shown + text.slice(from)
}

function hideKeyBlocks(text: string): string {
  let shown = ''
  let from = 0
  KEY_BLOCK.lastIndex = 0
  for (let match = KEY_BLOCK.exec(text); match; match = KEY_BLOCK.exec(text)) {
    KEY_END.lastIndex = KEY_BLOCK.lastIndex
    const end = KEY_END.exec(text) ? KEY_END.lastIndex : text.length
    shown += text.slice(from, match.index) + DOTS
    from = end
    KEY_BLOCK.lastIndex = end
  }
  return from === 0 ? text : shown + text.slice(from)
}

const AUTHORITY = /:\/\/|:\\\/\\\/|%3A%2F%2F/gi
/** Longest login of an address that is looked for. */
const LONGEST_LOGIN = 400
const LOGIN = /^([^\s:/@"'<>?#\\]{0,200}):(?!\d{1,5}(?:[/?#]|$))([^\s"'<>]{1,400})@/
const PLAIN_LOGIN = /^([^\s:/@"'<>?#\\]{0,200}):([^\s"'<>/?#]{1,400})@/
const ENCODED_LOGIN = /^([\w.~%-]{0,200}?)%3A([\w.~%!*-]{1,300}?)%40/i
const ONLY_TOKEN = /^(?=[\w-]*\d)[\w-]{16,200}@/

/** Hides passwords in addresses of services: "postgres://app:••••••••@db:5432/app". */
function hideLogins(text: string): string {
  let shown = ''
  let from = 0
  let sign = -1
  for (const { 0: mark, index } of text.matchAll(AUTHORITY)) {
    const start = index + mark.length
    if (start < from) continue
    const encoded = mark.startsWith('%')
    if (sign < start) sign = text.indexOf(encoded ? '%40' : '@', start)
    if (sign < 0) {
      if (encoded) continue
      break
    }
    if (sign - start > LONGEST_LOGIN) continue
    const ahead = text.slice(start, start + LONGEST_LOGIN)
    const login = (encoded ? ENCODED_LOGIN : PLAIN_LOGIN).exec(ahead) ?? (encoded ? null : LOGIN.exec(ahead))
    const token = encoded || login ? null : ONLY_TOKEN.exec(ahead)
    if (!login && !token) continue
    const user = login ? (login[1] ?? '') + (encoded ? '%3A' : ':') : ''
    const all = login?.[0] ?? token?.[0] ?? ''
    shown += text.slice(from, start) + user + DOTS + (encoded ? '%40' : '@')
    from = start + all.length
  }
  return from === 0 ? text : shown + text.slice(from)
}

const always = () => true

/** Hides private keys, logins in addresses, keys and tokens by how their services write them, and headers' credentials. */
export function hideSecrets(text: string): string {
  const unlocked = text.includes('PRIVATE KEY') ? hideKeyBlocks(text) : text
  const opened = /:\/\/|:\\\/|%3A%2F/i.test(unlocked) ? hideLogins(unlocked) : unlocked
  const services = hideRuns(
    hideRuns(opened, HOOK, HOOK_BODY, always, true),
    SERVICE,
    SERVICE_BODY,
    always,
    false,
  )
  return hideRuns(services, SCHEME, SCHEME_BODY, (run) => RANDOM.test(run), true)
}
