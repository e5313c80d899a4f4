-- How texts are searched for: what is pasted is found, however it is written.

-- Letters without their marks, quotation marks, hyphens and spaces as keyboards write them; marks of their own, and signs
-- that only turn or join the text around them, are left out.
create or replace function private.folded(expression text) returns text
language sql immutable set search_path = ''
as $$
  select format('case when octet_length(%1$s) = length(%1$s) then %1$s else translate(%1$s, %2$L, %3$L) end', expression,
    U&'ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿĀāĂăĄąĆćĈĉĊċČčĎďĐđĒēĔĕĖėĘęĚěĜĝĞğĠġĢģĤĥĨĩĪīĬĭĮįİıĴĵĶķĹĺĻļĽľŁłŃńŅņŇňŌōŎŏŐőŒœŔŕŖŗ'
    'ŘřŚśŜŝŞşŠšŢţŤťŨũŪūŬŭŮůŰűŲųŴŵŶŷŸŹźŻżŽžſƠơƯưǍǎǏǐǑǒǓǔǕǖǗǘǙǚǛǜǞǟǠǡǢǣǦǧǨǩǪǫǬǭǮǯǰǴǵǸǹǺǻǼǽǾǿȀȁȂȃȄȅȆȇȈȉȊȋȌȍȎȏȐȑȒȓȔȕȖȗȘșȚțȞȟȦȧȨȩȪȫȬȭȮȯȰȱȲȳʹΆΈΉΊΌΎΏΐΪΫ'
    'άέήίΰϊϋόύώϐϑϒϓϔϕϖϰϱϲϴϵϹЀЁЃЇЌЍЎЙйѐёѓїќѝўѶѷӁӂӐӑӒӓӖӗӚӛӜӝӞӟӢӣӤӥӦӧӪӫӬӭӮӯӰӱӲӳӴӵӸӹḀḁḂḃḄḅḆḇḈḉḊḋḌḍḎḏḐḑḒḓḔḕḖḗḘḙḚḛḜḝḞḟḠḡḢḣḤḥḦḧḨḩḪḫḬḭḮḯḰḱḲḳḴḵḶḷḸḹḺḻḼḽḾḿṀ'
    'ṁṂṃṄṅṆṇṈṉṊṋṌṍṎṏṐṑṒṓṔṕṖṗṘṙṚṛṜṝṞṟṠṡṢṣṤṥṦṧṨṩṪṫṬṭṮṯṰṱṲṳṴṵṶṷṸṹṺṻṼṽṾṿẀẁẂẃẄẅẆẇẈẉẊẋẌẍẎẏẐẑẒẓẔẕẖẗẘẙẛẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặẸẹẺẻẼẽẾếỀềỂểỄễỆệỈỉỊịỌọỎỏỐố'
    'ỒồỔổỖỗỘộỚớỜờỞởỠỡỢợỤụỦủỨứỪừỬửỮữỰựỲỳỴỵỶỷỸỹἀἁἂἃἄἅἆἇἈἉἊἋἌἍἎἏἐἑἒἓἔἕἘἙἚἛἜἝἠἡἢἣἤἥἦἧἨἩἪἫἬἭἮἯἰἱἲἳἴἵἶἷἸἹἺἻἼἽἾἿὀὁὂὃὄὅὈὉὊὋὌὍὐὑὒὓὔὕὖὗὙὛὝὟὠὡὢὣὤὥὦὧὨὩὪὫὬὭὮὯ'
    'ὰάὲέὴήὶίὸόὺύὼώᾀᾁᾂᾃᾄᾅᾆᾇᾈᾉᾊᾋᾌᾍᾎᾏᾐᾑᾒᾓᾔᾕᾖᾗᾘᾙᾚᾛᾜᾝᾞᾟᾠᾡᾢᾣᾤᾥᾦᾧᾨᾩᾪᾫᾬᾭᾮᾯᾰᾱᾲᾳᾴᾶᾷᾸᾹᾺΆᾼιῂῃῄῆῇῈΈῊΉῌῐῑῒΐῖῗῘῙῚΊῠῡῢΰῤῥῦῧῨῩῪΎῬῲῳῴῶῷῸΌῺΏῼＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶ'
    'ＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ\2019\2018ʼ\2032\201B\FF07`\00B4\201C\201D\201E\201F\00AB\00BB\2010\2011\2012\2013\2014\2212\00A0\1680\2000'
    '\2001\2002\2003\2004\2005\2006\2007\2008\2009\200A\2028\2029\202F\205F\3000\0300\0301\0302\0303\0304\0305\0306\0307\0308\0309\030A\030B\030C'
    '\030D\030E\030F\0310\0311\0312\0313\0314\0315\0316\0317\0318\0319\031A\031B\031C\031D\031E\031F\0320\0321\0322\0323\0324\0325\0326\0327\0328'
    '\0329\032A\032B\032C\032D\032E\032F\0330\0331\0332\0333\0334\0335\0336\0337\0338\0339\033A\033B\033C\033D\033E\033F\0340\0341\0342\0343\0344'
    '\00AD\200B\200C\200D\200E\200F\2060\FEFF\202A\202B\202C\202D\202E\2066\2067\2068\2069',
    U&'AAAAAAACEEEEIIIIDNOOOOOOUUUUYTsaaaaaaaceeeeiiiidnoooooouuuuytyAaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhIiIiIiIiIiJjKkLlLlLlLlNnNnNnOoOoOoOoRrRr'
    'RrSsSsSsSsTtTtUuUuUuUuUuUuWwYyYZzZzZzsOoUuAaIiOoUuUuUuUuUuAaAaÆæGgKkOoOoƷʒjGgNnAaÆæØøAaAaEeEeIiIiOoOoRrRrUuUuSsTtHhAaEeOoOoOoOoYyʹΑΕΗΙΟΥΩιΙΥ'
    'αεηιυιυουωβθΥΥΥφπκρςΘεΣЕЕГІКИУИиеегікиуѴѵЖжАаАаЕеӘәЖжЗзИиИиОоӨөЭэУуУуУуЧчЫыAaBbBbBbCcDdDdDdDdDdEeEeEeEeEeFfGgHhHhHhHhHhIiIiKkKkKkLlLlLlLlMmM'
    'mMmNnNnNnNnOoOoOoOoPpPpRrRrRrRrSsSsSsSsSsTtTtTtTtUuUuUuUuUuVvVvWwWwWwWwWwXxXxYyZzZzZzhtwysAaAaAaAaAaAaAaAaAaAaAaAaEeEeEeEeEeEeEeEeIiIiOoOoOo'
    'OoOoOoOoOoOoOoOoOoUuUuUuUuUuUuUuYyYyYyYyααααααααΑΑΑΑΑΑΑΑεεεεεεΕΕΕΕΕΕηηηηηηηηΗΗΗΗΗΗΗΗιιιιιιιιΙΙΙΙΙΙΙΙοοοοοοΟΟΟΟΟΟυυυυυυυυΥΥΥΥωωωωωωωωΩΩΩΩΩΩΩΩ'
    'ααεεηηιιοουυωωααααααααΑΑΑΑΑΑΑΑηηηηηηηηΗΗΗΗΗΗΗΗωωωωωωωωΩΩΩΩΩΩΩΩαααααααΑΑΑΑΑιηηηηηΕΕΗΗΗιιιιιιΙΙΙΙυυυυρρυυΥΥΥΥΡωωωωωΟΟΩΩΩABCDEFGHIJKLMNOPQRSTUV'
    'WXYZabcdefghijklmnopqrstuvwxyz''''''''''''''''""""""------                  ')
$$;

comment on function private.folded(text) is
  'The expression of a text without accents, and with plain apostrophes, quotation marks, hyphens and spaces, for conditions and indexes alike: only built-in functions, so that an index on a table of the platform needs nothing of ours.';

create or replace function private.folded_text(given text) returns text
language plpgsql immutable set search_path = ''
as $$
declare
  plain text;
begin
  if octet_length(given) = length(given) then
    return given;
  end if;
  execute 'select ' || private.folded('$1') into plain using given;
  return plain;
end
$$;

comment on function private.folded_text(text) is 'A text as private.folded makes it.';

create or replace function private.flat(given text) returns text
language sql immutable set search_path = ''
as $$ select btrim(regexp_replace(private.folded_text(given), '\s+', ' ', 'g')) $$;

comment on function private.flat(text) is 'A folded text in one line, with one space where there were any.';

create or replace function private.like_literal(given text) returns text
language sql immutable set search_path = ''
as $$ select regexp_replace(given, '([\\%_])', '\\\1', 'g') $$;

comment on function private.like_literal(text) is 'A text for a pattern of like that means only itself.';

create or replace function private.written_phone(text) returns text
language sql immutable set search_path = ''
as $$
  select n.e164 from (select private.e164($1) as e164) n
  where length(n.e164) between 8 and 16 and regexp_replace(lower($1), 'ext|x|tel', '', 'g') !~ '[[:alpha:]]'
$$;

comment on function private.written_phone(text) is 'A text as a phone number like +14155551234, if it is one in any usual writing.';

create or replace function private.holds_phone(expression text, q text) returns text
language sql immutable set search_path = ''
as $$
  select format('(%1$s ilike %2$L and %1$s ~ %3$L)', expression, '%' || concat_ws('%', p.area, p.exchange, p.line) || '%',
    concat('(^|[^0-9])(1[^0-9A-Za-z]{0,3})?', p.area, '[^0-9A-Za-z]{0,3}', p.exchange, '[^0-9A-Za-z]{0,3}', p.line, '($|[^0-9])'))
  from (select private.written_phone(q) as number) n
  cross join lateral (select substr(n.number, 3, 3) as area, substr(n.number, 6, 3) as exchange, substr(n.number, 9) as line) p
  -- A whole number: ten digits of anything else are looked for as they stand, too.
  where n.number ~ '^\+1[2-9][0-9]{2}[2-9][0-9]{6}$'
$$;

comment on function private.holds_phone(text, text) is
  'The condition that a text holds a phone number of North America in any of its writings, where q is one; null where it is none.';

-- What the masks of lib/masking write for numbers and addresses in a text; what they would leave, too, where that cannot be told
-- without the words around it. With stars for dots, so that plain text stays plain and is quick to compare.
create or replace function private.shown_numbers(given text, whole boolean) returns text
language sql immutable set search_path = ''
as $$
  select case when whole then n.shown else regexp_replace(regexp_replace(n.shown,
      '(?<![0-9A-Za-z])[0-9]{3}[-.][0-9]{2}[-.][0-9]{4}(?![0-9A-Za-z])', '***-**-****', 'g'),
      '(?<![0-9A-Za-z])[2-9][0-9]{2}[-\u2010-\u2015][0-9]{2}([0-9]{2})(?![0-9A-Za-z])', '*** **\1', 'g') end
  from (select regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(given,
    '(?<![0-9A-Za-z])[3-6][0-9](?:[ -]?[0-9]){7,13}[ -]?([0-9]{4})(?![0-9A-Za-z]|[ -][0-9])', '**** \1', 'g'),
    '(?<![0-9A-Za-z])\+?1[^0-9A-Za-z]{0,4}([0-9]{3})[^0-9A-Za-z]{0,4}[0-9]{3}[^0-9A-Za-z]{0,4}[0-9]{2}[^0-9A-Za-z]{0,2}([0-9]{2})(?![0-9A-Za-z])', '+1 \1 *** **\2', 'g'),
    '(?<![0-9A-Za-z])\(?([02-9][0-9]{2})[^0-9A-Za-z]{0,4}[0-9]{3}[^0-9A-Za-z]{0,4}[0-9]{2}[^0-9A-Za-z]{0,2}([0-9]{2})(?![0-9A-Za-z])', '\1 *** **\2', 'g'),
    '(?:\+|\m00)([1-9])[^0-9A-Za-z]{0,4}([0-9])(?:[^0-9A-Za-z]{0,4}[0-9]){4,11}[^0-9A-Za-z]{0,4}([0-9])[^0-9A-Za-z]{0,4}([0-9])(?![0-9A-Za-z])', '+\1\2 *** **\3\4', 'g'),
    '(?<![0-9A-Za-z])\(?0[1-9](?:[^0-9A-Za-z]{0,4}[0-9]){6,9}([0-9])(?![0-9A-Za-z])', '*** **\1', 'g') as shown) n
$$;

comment on function private.shown_numbers(text, boolean) is
  'A text with what lists show of the phone, card and social security numbers in it; whole: only of those of ten digits or more, after a plus eight.';

create or replace function private.shown_addresses(given text) returns text
language sql immutable set search_path = ''
as $$
  select regexp_replace(given, '([^][\s@<>"''(){},;:=/])[^][\s@<>"''(){},;:=/]*@([A-Za-z0-9_-]{1,3})[A-Za-z0-9_.-]*([.][A-Za-z]{2,})', '\1***@\2***\3', 'g')
$$;

comment on function private.shown_addresses(text) is 'A text with what lists show of the e-mail addresses in it.';

create or replace function private.shows(given text, q text) returns boolean
language plpgsql immutable set search_path = ''
as $$
declare
  shown text := given;
  wanted text := q;
begin
  if q ~ '[0-9]' and given ~ '[0-9](?:[^0-9A-Za-z]{0,4}[0-9]){6}' then
    shown := private.shown_numbers(shown, false);
    wanted := case when q ~ '(?:[0-9][^0-9]*){8}' then private.shown_numbers(wanted, true) else wanted end;
  end if;
  if strpos(given, '@') > 0 then
    shown := private.shown_addresses(shown);
    wanted := case when strpos(q, '@') > 0 then private.shown_addresses(wanted) else wanted end;
  end if;
  return shown = given or private.flat(shown) ilike '%' || private.like_literal(private.flat(wanted)) || '%';
end
$$;

comment on function private.shows(text, text) is
  'Whether a text that contains q does so where lists show it, or as a whole number or address: hidden digits and letters are not found out piece by piece.';

create or replace function private.shown_there(expression text, q text) returns text
language sql immutable set search_path = ''
as $$
  select case when q ~ '[0-9]' then format('private.shows(%s, %L)', expression, q)
    else format('(strpos(%1$s, ''@'') = 0 or private.shows(%1$s, %2$L))', expression, q) end
$$;

comment on function private.shown_there(text, text) is 'The condition private.shows, for rows that contain q; without a digit it can only lie in an address.';

create or replace function private.holds_name(expression text, q text) returns text
language sql immutable set search_path = ''
as $$
  select format('(%s ilike %L and %s)', private.folded(expression), '%' || private.like_literal(private.folded_text(q)) || '%',
    private.shown_there(expression, q))
$$;

comment on function private.holds_name(text, text) is
  'The condition that a name contains a text, whatever its case, its accents and its apostrophes, where that is shown; an e-mail address is found by the whole of it. It is served by an index on private.folded of the same expression.';

create or replace function private.holds(expression text, q text) returns text
language sql immutable set search_path = ''
as $$
  select coalesce('(' || h.literally || ' and ' || s.shown || ' or ' || private.holds_phone(expression, q) || ')',
    '(' || h.literally || ' and ' || s.shown || ')')
  from (
    select case
      when q ~ '^[!#-&(-,./-_a-~]+$' then format('%s ilike %L', expression, '%' || private.like_literal(q) || '%')
      -- The trigrams of what is between leave few rows; those that do not hold it letter by letter are read as one line.
      else format('(%1$s ilike %2$L and (%1$s ilike %3$L or private.flat(%1$s) ilike %4$L))', expression,
        '%' || regexp_replace(private.like_literal(q), '[^!#-&(-,./-_a-~]+', '%', 'g') || '%', '%' || private.like_literal(q) || '%',
        '%' || private.like_literal(private.flat(q)) || '%')
    end as literally
  ) h cross join (select private.shown_there(expression, q) as shown) s
$$;

comment on function private.holds(text, text) is
  'The condition that a text contains another, whatever the case: spaces, line breaks, quotation marks and hyphens of any kind are alike, and a phone number is found in any writing; numbers and addresses that lists mask only as a whole. Served by an index of trigrams on the expression.';

revoke execute on function private.folded(expression text), private.folded_text(given text), private.flat(given text), private.like_literal(given text),
  private.written_phone(text), private.holds_phone(expression text, q text), private.holds_name(expression text, q text),
  private.holds(expression text, q text), private.shown_numbers(given text, whole boolean), private.shown_addresses(given text),
  private.shows(given text, q text), private.shown_there(expression text, q text) from public, anon, authenticated, service_role;

grant execute on function private.folded(expression text), private.folded_text(given text), private.flat(given text), private.like_literal(given text),
  private.written_phone(text), private.holds_phone(expression text, q text), private.holds_name(expression text, q text),
  private.holds(expression text, q text), private.shown_numbers(given text, whole boolean), private.shown_addresses(given text),
  private.shows(given text, q text), private.shown_there(expression text, q text) to authenticated, service_role;
