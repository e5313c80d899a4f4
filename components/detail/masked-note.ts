/** What is masked in a payload: running text can hold more that no rule is sure of. */
export const MASKED_NOTE = 'phones, e-mails, keys, cards and known names are masked'
