-- The pattern of an error's text. What names the fault is kept between the letters 1 and 2, the letter 4 stands for a host, and
-- every other value becomes a *. A pattern of many alternatives costs a millisecond to make and another to match, so words are
-- looked up in lists, and patterns are short.

create or replace function private.calls_a_name(before text, name text, after text, chained boolean) returns boolean
language plpgsql immutable parallel safe set search_path = ''
as $$
declare
  said text := rtrim(before, ' (:=[');
  word text := lower(ltrim(split_part(said, ' ', -1), '("[{.,;'));
  next_word text := case when left(after, 1) = ' ' then rtrim(split_part(after, ' ', 2), '.,;:)') end;
begin
  -- An id is no name: digits stand at the end of one, or between its parts.
  if translate(name, '0123456789', '') <> name and name ~ '[0-9]{4}|[0-9][0-9]?[0-9]?[A-Za-z]' then
    return false;
  end if;
  return name like '%()' or name in ('NoneType', 'int', 'str', 'string', 'number', 'boolean', 'object', 'array', 'list', 'dict', 'float', 'bool', 'bytes',
      'function', 'bigint', 'integer', 'uuid', 'date', 'datetime')
    or right(said, 1) <> '.' and (word = any ('{column,columns,relation,table,constraint,index,function,schema,type,types,role,policy,trigger,view,sequence,reading,setting,settings,attribute,attributes,module,named,property,properties,field,fields,field(s),parameter,parameters,param,params,argument,arguments,argument(s),arg,args,variable,variables,method,methods,member,extension,tool,tools,operator,package,packages,class,enum,interface,model,entity,collection,bucket,queue,topic,channel,exchange,command,commands,option,options,flag,header,headers,cookie,claim,claims,scope,scopes,permission,permissions,capability,directive,macro,crate,trait,struct,hook,component,plugin,middleware,template,procedure,workflow,step,stage,feature,database,keyspace,secret,configmap,keyerror,import,identifier,symbol,label,evaluating,placeholder,invoke,because,initialize,keyword,provider,event,config,configuration,environment,subtype,service,handler,mutation,query,fragment,task,rule,encoding,codec,protocol,algorithm,locale,timezone,currency,language,driver,adapter,engine,backend,loader,filter,format,validator,resolver,bean,annotation,register,expected,missing,violated,used,binding,selector,integration,element,resource,namespace,interceptor,decorator,widget,prop,props,slice,reducer,store,script,migration,partition,cursor,domain,cast}'::text[])
      or word in ('name', 'key', 'keys', 'key(s)', 'object', 'to', 'for', 'host') and lower(split_part(said, ' ', -2)) || ' ' || word = any
        ('{"column name","object name","table name","function name","module name","import name","property name","field name","tool name","event name","for key","array key","unique key","primary key","foreign key","unrecognized key","unrecognized keys","unknown key","missing key","required key","in object","env access","access to","initializer for","value for"}'::text[])
        and said not like '%net access to'
      or word in ('+', '-', '/', '%', '>', '<', '>=', '<=', '&', '|', '^', '//', '@', '**') and said like '%type(s) for %'
      or word in ('setting', 'destructure', 'access'))
    or chained and btrim(before, ' (:') = any ('{"",",",or,"and",of,from,on,in,to,as,"on type","of type","of required type","of object","for type",", expected",", got",", received","but got","column of","columns of","field of","field in","property of","property on","parameter of","method of","method on","function of","attribute of","argument of","key of","column in",", or",", and","as type","to type"}'::text[])
    or next_word = any ('{field,fields,column,columns,property,parameter,parameters,argument,variable,header,claim,attribute,tool,module,package,function,method,option,env,environment,setting,extension,table,type,number,phone,query,object,event,flag,scope}'::text[])
    or next_word in ('is', 'must', 'should', 'has', 'before', 'cannot', 'may', 'was', 'violates') and substring(after from 2) like any (array['is not defined%', 'is not a function%', 'is not allowed%', 'is not exported%',
      'is not set%', 'is not iterable%', 'is not a constructor%', 'is not supported%', 'is not callable%', 'is not configured%', 'is not permitted%', 'is not a known%', 'is not a valid %', 'is required%', 'is a required%',
      'is undefined%', 'is missing%', 'is read-only%', 'is readonly%', 'is deprecated%', 'is reserved%', 'is unknown%', 'is mandatory%', 'is unrecognized%', 'is null%', 'is ambiguous%', 'must %', 'should be %', 'has no %',
      'has already been %', 'before initialization%', 'cannot be null%', 'cannot be empty%', 'cannot be blank%', 'cannot be undefined%', 'may not be%', 'was not provided%', 'was not defined%', 'was not set%', 'violates %']);
end
$$;

comment on function private.calls_a_name(text, text, text, boolean) is
  'Whether a line calls what it quotes a name: by a noun before it (column "phone"), by what it says of it (''id'' is not defined), or in a row with another.';

create or replace function private.kept_names(line text) returns text
language plpgsql immutable parallel safe set search_path = ''
as $$
declare
  parts text[];
  kept boolean := false;
  quoted text;
begin
  if not line like any (array['%"%', '%''%', '%`%']) then
    return line;
  end if;
  parts := string_to_array(regexp_replace(replace(line, ' (index)`', '`'), '(^|[ ([{=:,;<>|+/])["''`]([A-Za-z_$@./\\~\[][A-Za-z0-9_$@./:\\#!()\[\]-]*)["''`](?![A-Za-z0-9])', E'\\1\u0003\\2\u0003', 'g'), E'\u0003');
  line := parts[1];
  for i in 2..least(cardinality(parts), 60) - 1 by 2 loop
    quoted := parts[i];
    kept := private.calls_a_name(case when i > 2 then parts[i - 1] else line end, quoted, parts[i + 1], kept);
    if kept then
      quoted := concat(E'\u0001', case when strpos(quoted, '[') > 0 then regexp_replace(quoted, '\[[0-9]+\]', '[*]', 'g') else quoted end, E'\u0002');
    elsif strpos(quoted, ':') > 0 and quoted ~ '^[A-Za-z0-9_.-]+:[0-9]+$' and (strpos(quoted, '.') > 0 or parts[i - 1] like any (array['%at ', '%to ', '%server ', '%host '])) then
      quoted := concat(E'\u0004:', split_part(quoted, ':', 2));
    else
      quoted := '*';
    end if;
    line := line || quoted || parts[i + 1];
  end loop;
  return line;
end
$$;

comment on function private.kept_names(text) is
  'A line in which quoted text that it calls a name is kept between the letters 1 and 2, without its quotes; other quoted words become a *.';

create or replace function private.starred(line text, pattern text) returns text
language plpgsql immutable parallel safe set search_path = ''
as $$
begin
  return replace(regexp_replace(line, '(\u0001[^\u0002]*\u0002)|' || pattern, '\1*', 'g'), E'\u0002*', E'\u0002');
end
$$;

comment on function private.starred(text, text) is 'A line with a * for what matches a pattern, except in what is kept.';

create or replace function private.starred_texts(line text) returns text
language plpgsql immutable parallel safe set search_path = ''
as $$
begin
  if strpos(line, ')=(') > 0 then
    line := regexp_replace(line, '\)=\([^()]*\)?', ')=*', 'g');
  end if;
  if line like any (array['%"%', '%''%', '%`%', '%「%', '%『%']) then
    line := replace(regexp_replace(line, '(\u0001[^\u0002]*\u0002)|(^|[ ([{=:,;<>/|+\u0002-])(?:"[^"\u0001\u0004]*(?:"|$)|`[^`\u0001\u0004]*(?:`|$)|''[^''\u0001\u0004]*''|「[^」]*」|『[^』]*』)', '\1\2*', 'g'), E'\u0002*', E'\u0002');
  end if;
  if strpos(line, '://') > 0 then
    line := regexp_replace(line, '://(?:[^ /@"''<>()]*@)?[^ /?#"''<>():*\u0001]+', E'://\u0004', 'g');
  end if;
  if line like '%?%=%' then
    line := regexp_replace(line, '[?][A-Za-z0-9_.%\[\]-]+=[^ "''<>)]*', '', 'g');
  end if;
  if strpos(line, '@') > 0 then
    line := regexp_replace(line, '[^ @<>()":;,\[\]{}=*\u0001\u0002]+@[^ @<>()":;,\[\]{}=/''\u0001\u0002]*[.][^ @<>()":;,.\[\]{}=/''0-9\u0001\u0002!?][^ @<>()":;,.\[\]{}=/''\u0001\u0002!?]+', '*', 'g');
  end if;
  -- Keys, tokens, ids, and directories for a while: each is looked for where a plain search says that it can be.
  if line like any (array['%earer %', '%eyJ%', '%k\_%', '%whsec\_%', '%sb\_%', '%sbp\_%', '%arn:%', '%/tmp/%', '%/var/%']) then
    line := private.starred(line, '[Bb]earer +[^ ,;]+|\meyJ[A-Za-z0-9_.-]+|\m(?:sk|pk|rk|whsec|sbp?)_[^ ,;)]+|\marn:[^ ,;)]+|(?<=/(?:tmp|var/folders|var/tmp)/)[^ ,;)"'':]+');
  end if;
  if line like '%-____-____-____-____________%' then
    line := private.starred(line, '[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}');
  end if;
  if line ~ '[a-f]{6}|[A-F]{6}|[a-z0-9]_[A-Za-z0-9]*[A-Z]' then
    line := private.starred(line, '\m[a-z][a-z0-9]+_(?:live_|test_)?[A-Za-z0-9]*[A-Z][A-Za-z0-9]*\M(?!\()|\m[a-f]{6,}\M|\m[A-F]{6,}\M');
  end if;
  if strpos(line, '-') > 0 and line ~ '[0-9][A-Za-z0-9_]*-[A-Za-z0-9_]|[A-Za-z_]-[A-Za-z_]*[0-9]' then
    line := private.starred(line, '(?<![A-Za-z0-9_-])(?=[A-Za-z_-]*[0-9])(?=[a-z0-9_-]*[A-Z])(?=[A-Z0-9_-]*[a-z])[A-Za-z0-9_-]{14,}|(?<=[0-9])-[bcdfghjklmnpqrstvwxz2-9]{5}(?![A-Za-z0-9-])');
  end if;
  -- No word has six consonants in a row, or three times a capital, a small letter and a capital.
  if lower(line) <> line and line ~ '[A-Za-z_-]{15}' then
    line := private.starred(line, '(?<![A-Za-z0-9_-])(?=[A-Za-z_-]{15})(?=[A-Za-z_-]*(?:[A-Z][a-z](?=[A-Z])[A-Za-z_-]*){3}|[A-Za-z_-]*(?=[A-Z]{0,5}[a-z])[bcdfghjklmnpqrstvwxzBCDFGHJKLMNPQRSTVWXZ]{6})(?=[a-z_-]*[A-Z])[A-Za-z_-]+');
  end if;
  return line;
end
$$;

comment on function private.starred_texts(text) is
  'A line with a * for what is quoted, and for users and queries of URLs, e-mail addresses, ids, keys and tokens.';

create or replace function private.starred_hosts(line text) returns text
language plpgsql immutable parallel safe set search_path = ''
as $$
begin
  if line like '%.%.%.%' then
    line := regexp_replace(line, '\m(?:[0-9]{1,3}[.]){3}[0-9]{1,3}\M(?![.][0-9])', E'\u0004', 'g');
  end if;
  if strpos(line, '::') > 0 or line like '%:%:%:%:%:%:%' then
    line := regexp_replace(line, '(?<![0-9A-Za-z:])(?=[0-9A-Fa-f:]*::|(?:[0-9A-Fa-f]+:){6})[0-9A-Fa-f:]*:([1-9][0-9]{1,4})(?![0-9A-Za-z:.])', E'\u0004:\\1', 'g');
    line := regexp_replace(line, '(?<![0-9A-Za-z:])(?=[0-9A-Fa-f:]*::|(?:[0-9A-Fa-f]+:){6})[0-9A-Fa-f:]*\u0004?(?![0-9A-Za-z:])', E'\u0004', 'g');
    line := replace(line, E'[\u0004]', E'\u0004');
  end if;
  line := replace(line, 'localhost', E'\u0004');
  if strpos(rtrim(line, '. '), '.') > 0 then
    line := replace(regexp_replace(line, '(\u0001[^\u0002]*\u0002)|(?<![A-Za-z0-9_.@/])(?:[*][.])?[a-z0-9_*-][A-Za-z0-9_*-]*[.](?:[A-Za-z0-9_*-]+[.])*(?:com|net|org|io|ai|internal|local|localdomain|lan|example|edu|gov|invalid|arpa|(?<=[.][A-Za-z0-9_*-]+[.])(?:dev|app|test|cloud|co|us|uk|de|eu|fr|ca|au|me|so|sh|svc|run|host|xyz|info|biz|tech))\M(?![A-Za-z0-9_(]|[.][A-Za-z])[.]?', E'\\1\u0004', 'g'), E'\u0002\u0004', E'\u0002');
  end if;
  if line like any (array['%ENO%', '%EAI_%', '%ESERV%', '%ETIME%', '%EREF%', '%ECONN%', '%EHOST%', '%ENET%', '%lookup %', '% host%', 'host%', 'Host%', '%: Host: %', '%UnknownHost%']) then
    line := regexp_replace(line, '(\m(?:E[A-Z]+_?[A-Z]+|[Hh]ost:?|host name|hostname|UnknownHostException:) )[A-Za-z0-9_.*-]+(?=$|[ ,;)]|:[0-9 ])|(\mlookup )[A-Za-z0-9_.*-]+(?= on |:)', E'\\1\\2\u0004', 'g');
  end if;
  if strpos(line, ':') > 0 and line like any (array['%onnect to %', '%onnection to %', '%tcp %', '%at %:%', '%erver %', '%edis %', '%dial %', '%broker %', '%://%', '%@%']) then
    -- A server of one word is one where the words before it say so, or its path.
    line := regexp_replace(line, '((?:[Cc]onnect(?:ion)? to|\mtcp|\mat|[Ss]erver|[Rr]edis|dial|broker) |://|@)[A-Za-z][A-Za-z0-9_.*-]*(?=:[1-9][0-9]{1,4}(?![0-9A-Za-z:]))', E'\\1\u0004', 'g');
  end if;
  return line;
end
$$;

comment on function private.starred_hosts(text) is 'A line with the letter 4 for every host and address.';

create or replace function private.is_code(before text, number text, after text) returns boolean
language plpgsql immutable parallel safe set search_path = ''
as $$
declare
  said text := rtrim(before, E' :=#([|"''\u0001\u0004');
  word text := lower(ltrim(split_part(said, ' ', -1), '("[{.,;<'));
  before_it text;
  digits boolean := translate(number, '0123456789', '') = '';
  -- Not before the rest of a larger number, a count's noun or a unit.
  stands_alone boolean;
begin
  if right(before, 2) = E'\u0004:' and digits then
    return length(number) between 2 and 5 and after !~ '^(?:[A-Za-z]|:[^ ]|[.-][0-9]|->)';
  end if;
  if digits and (left(after, 1) in (',', '.', '-') and substr(after, 2, 1) between '0' and '9' or after like ' of %') then
    return false;
  end if;
  if word in ('code', 'codes') then
    before_it := lower(rtrim(split_part(said, ' ', -2), '.,;'));
    return before_it = any ('{"",error,status,response,result,reason,close,closed,return,returned,failure,exception,cancel,decline,fault,vendor,native,oauth,grpc,server,provider,carrier,exit,exited,exits,with,http,twilio,sip,disconnect,disconnection,err,by,a,an}'::text[])
      or right(said, 5) <> ' code' and said ~* '[^a-z ]code$' or before_it ~ '[^a-z]$';
  end if;
  if word = any ('{errno,error_code,errorcode,errcode,err_code,status_code,statuscode,sqlstate,hresult,winerror,nrc,sip,signal,port,msg,exitcode,exit_code,aadsts,code}'::text[])
    or word like 'sqlstate[%' or word like '%code' and right(before, 1) in ('=', ':', '"')
    or word in ('number', 'no', 'id', 'status') and lower(split_part(said, ' ', -2)) in ('alert', 'error', 'exit', 'error:') then
    return true;
  end if;
  if not digits then
    return length(number) between 4 and 12 and number = upper(number)
      and (right(before, 1) !~ '[A-Za-z0-9.:-]' and number ~ '^(?:PGRST[0-9X]{3}|P[1-6][0-9]{3}|E[0-9]{5}|TS[0-9]{4,5}|CS[0-9]{4}|AADSTS[0-9]{4,7}|[0-9]{2}[A-Z][0-9]{2}|[0-9]{2}P[0-9]{2}|P000[0-9]|XX00[0-9]|HY[0-9]{3}|[0-9][A-Z]0{3})$'
        or btrim(before, '[( ') = '' and after ~ '^(?::? |$|\])' and number ~ '^[A-Z]{1,8}_?[0-9][0-9A-Z]{0,5}$')
      or before = '' and after like ': %' and number ~ '^[A-Z]+[0-9][A-Z0-9]*$' and length(number) < 10
      -- A name of a database's that is not quoted.
      or word in ('column', 'table', 'relation', 'constraint', 'index', 'collection') and number ~ '^[A-Za-z][A-Za-z_]*_[0-9]{1,3}$'
      or right(before, 1) = '.' and number ~ '^[a-z]+_[0-9]{1,3}$' and word ~ '^[a-z_.]+$';
  end if;
  if right(before, 4) in ('ORA-', 'TNS-', 'PLS-', 'DPY-') then
    return true;
  end if;
  if length(number) = 3 and number between '100' and '599' then
    if after ~ '^(?: ?(?:ms|s|MB|kB|bytes)\M|\) ?[0-9]| [0-9])' then
      return false;
    end if;
    if word in ('status', 'http', 'response', 'statuscode') or word like 'http/%'
      or word in ('is', 'was', 'of', 'line', 'with', 'error', 'code', 'response') and lower(split_part(said, ' ', -2)) in ('status', 'http', 'response', 'code')
      or after like ' %' and lower(after) like any (array[' bad request%', ' unauthorized%', ' payment required%', ' forbidden%', ' not found%', ' method not%', ' not acceptable%', ' proxy auth%', ' request %', ' conflict%', ' gone%', ' length req%',
        ' precondition%', ' payload%', ' content too%', ' uri too%', ' unsupported%', ' misdirected%', ' unprocess%', ' locked%', ' failed dep%', ' too many%', ' internal server%', ' not implemented%', ' bad gateway%',
        ' service %', ' gateway %', ' client error%', ' server error%', ' moved %', ' temporary redirect%']) then
      return true;
    end if;
    stands_alone := number >= '400' and after ~ '^(?: ?$| ?[^ A-Za-z0-9]| (?:from|for|on|in|while|with|at|when|by|after|during|and|because|instead|status|error|response|page not found)\M| [A-Z])';
    if number >= '400' and stands_alone and (btrim(before, '[') = '' or right(before, 1) = '(' or right(before, 2) in ('> ', '→ ')
      or rtrim(word, ',;') = any ('{answered,responded,responds,replied,returned,returns,got,received,gave,failed,rejected,refused,error,unexpected,threw,was}'::text[])
      or word in ('with', 'a', 'an', 'by') and lower(split_part(said, ' ', -2)) in ('answered', 'responded', 'responds', 'replied', 'returned', 'returns', 'got', 'received', 'failed', 'rejected')) then
      return true;
    end if;
  end if;
  return word like '%error' and length(number) between 3 and 6 and after ~ '^(?: \(|[:,.;)]? ?$|: |[,;] | -)'
    or length(number) = 5 and (right(before, 1) = '(' and after ~ '^[)/]' or after like ': %') and left(number, 2) in ('08', '22', '23', '25', '28', '40', '42', '53', '54', '55', '57', '58')
    or length(number) = 4 and word in ('violation') or length(number) between 4 and 6 and before = '' and after ~ '^(?:: | \()'
    or length(number) < 3 and before = '' and after ~ '^ [A-Z_]{6,}:' or length(number) = 4 and right(before, 1) = '/' and after like ')%' and before ~ '\(\u0001?HY';
end
$$;

comment on function private.is_code(text, text, text) is
  'Whether a word with a digit is part of the fault, from what stands before and after it: a port, an HTTP status, a SQLSTATE, a code of a provider, a database or a process.';

create or replace function private.starred_numbers(line text) returns text
language plpgsql immutable parallel safe set search_path = ''
as $$
declare
  parts text[];
begin
  if translate(line, '0123456789', '') <> line then
    parts := string_to_array(regexp_replace(line, '(\u0001[^\u0002]*\u0002)|([A-Za-z_]*[0-9][A-Za-z0-9_]*)', E'\\1\u0003\\2\u0003', 'g'), E'\u0003');
    line := parts[1];
    for i in 2..cardinality(parts) - 1 by 2 loop
      line := concat(line, case when parts[i] = '' then '' when i < 100 and private.is_code(right(line, 100), parts[i], concat(parts[i + 1], left(parts[i + 2], 8))) then E'\u0001' || parts[i] || E'\u0002' else '*' end, parts[i + 1]);
    end loop;
  end if;
  if line like any (array['%Mon%', '%Tue%', '%Wed%', '%Thu%', '%Fri%', '%Sat%', '%Sun%', '%Jan%', '%Feb%', '%Mar%', '%Apr%', '%May%', '%Jun%', '%Jul%', '%Aug%', '%Sep%', '%Oct%', '%Nov%', '%Dec%', '%day%', '% attempt%', '% try%', '% retry%', '% time%']) then
    line := replace(regexp_replace(line, '(\u0001[^\u0002]*\u0002)|\m(?:(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun|Jan|Feb|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)\M[.]?|(?:[Mm]on|[Tt]ues|[Ww]ednes|[Tt]hurs|[Ff]ri|[Ss]atur|[Ss]un)days?\M|(?:January|February|April|June|July|August|September|October|November|December)\M'
      '|(?:March|May|Mar)\M(?=[.,]? [*])|(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?= (?:attempt|try|retry|time)\M))|(?<=[*] |\m(?:in|of|for|since|until|before|after|during|from|last|next|this) )(?:March|May|Mar)\M', '\1*', 'g'), E'\u0002*', E'\u0002');
  end if;
  return case when strpos(line, '*') = 0 then line else private.counted(line) end;
end
$$;

comment on function private.starred_numbers(text) is
  'A line with a * for every word with a digit that is no code, and for weekdays, months and ordinals.';

create or replace function private.counted(line text) returns text
language plpgsql immutable parallel safe set search_path = ''
as $$
declare
  unit constant text := '(?: ?(?:[nuµμm]?s|msecs?|milli(?:second)?s?|millisecond|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|weeks?|months?|years?|bytes?|[kKMGT]i?B|USD|EUR|GBP|CAD|dollars?|cents?|percent)\M)?';
  words text[];
  near integer := 9;
  word text;
  bare text;
begin
  line := regexp_replace(line, '(?:\m(?:USD|EUR|GBP|CAD) |[$€£¥] ?|[+(#-])*[*]' || unit || '(?:(?:,? UTC|,? GMT|,? and)?[-.,:/+()%# $€£¥]*[*]' || unit || ')*(?: ?(?:AM|PM|am|pm|[ap][.]m[.]|UTC|GMT)\M)*(?: ?[%€£¥])?', '*', 'g');
  if not line like any (array['%* %', '%re *%']) then
    return line;
  end if;
  -- One call was, three calls were: what is counted stands in the singular, and its verb.
  words := string_to_array(line, ' ');
  for i in 1..least(cardinality(words), 80) loop
    word := words[i];
    if right(word, 1) = '*' then
      near := 0;
      if i > 1 and words[i - 1] in ('were', 'are') then
        words[i - 1] := case words[i - 1] when 'were' then 'was' else 'is' end;
      end if;
    elsif near < 4 then
      near := near + 1;
      bare := rtrim(word, '.,;:)');
      words[i] := case
        when word in ('were', 'are', 'have', 'do', 'don''t', 'haven''t', 'aren''t', 'weren''t') then
          case word when 'were' then 'was' when 'are' then 'is' when 'have' then 'has' when 'do' then 'does' when 'don''t' then 'doesn''t'
            when 'haven''t' then 'hasn''t' when 'aren''t' then 'isn''t' else 'wasn''t' end
        when near > 3 or bare not like '%s' or bare in ('exists', 'waits', 'was', 'has', 'does', 'is', 'its', 'this', 'as', 'us', 'yes', 'always', 'times') then word
        when bare like any (array['%ss', '%us', '%is']) then word
        else case when bare like '%ies' then left(bare, -3) || 'y'
          when bare like any (array['%ches', '%shes', '%sses', '%xes', '%zes', '%uses']) then left(bare, -2)
          else left(bare, -1) end || substr(word, length(bare) + 1) end;
    end if;
  end loop;
  return array_to_string(words, ' ');
end
$$;

comment on function private.counted(text) is
  'A line in which neighbouring * are one, with their units, and what they count, and its verb, stands in the singular.';

create or replace function private.error_pattern(message text, stack_trace text) returns text
language plpgsql immutable parallel safe set search_path = ''
as $$
declare
  said text := private.error_text(message);
  line text;
  bare text;
  frame text;
begin
  line := private.starred_numbers(private.starred_hosts(private.starred_texts(private.kept_names(said))));
  line := btrim(translate(line, E'\u0004\u0001\u0002\u0003', '*'));
  bare := lower(btrim(line, ' .:!*"''()[]{}'));
  -- Words of other alphabets are words; in some a single letter is one.
  if (octet_length(bare) <> length(bare) or translate(bare, '0123456789', '') <> bare or bare ~ '[a-z]{3}') and bare not in ('error', 'errors', 'exception', 'failed', 'failure', 'fail', 'unknown', 'unknown error',
    'unknown exception', 'unexpected error', 'an error occurred', 'an error has occurred', 'an unknown error occurred', 'an unknown error has occurred',
    'an unexpected error occurred', 'an unexpected error has occurred', 'something went wrong', 'oops, something went wrong', 'internal error', 'internal server error', 'server error',
    'fetch failed', 'failed to fetch', 'load failed', 'network error', 'networkerror', 'networkerror when attempting to fetch resource',
    'object object', 'undefined', 'null', 'none', 'nil', 'nan', 'true', 'false', 'script error', 'request failed', 'the request failed',
    'bad request', 'unauthorized', 'forbidden', 'not found', 'service unavailable', 'bad gateway', 'gateway timeout', 'timeout', 'timed out', 'request timeout', 'time-out',
    'aborted', 'abort', 'canceled', 'cancelled', 'the operation was aborted', 'this operation was aborted', 'the user aborted a request', 'signal is aborted without reason',
    'unhandled rejection', 'unhandled promise rejection', 'uncaught exception', 'unhandled exception', 'error: null', 'error: undefined', 'error: error', 'error object object', 'error: [object object',
    'socket hang up', 'operation failed', 'the operation failed', 'invalid request', 'assertion failed', 'assertionerror', 'no message', 'no error message', 'message', 'panic', 'oops') then
    return line;
  end if;
  if bare in ('failed to fetch', 'load failed', 'networkerror when attempting to fetch resource') then
    line := 'fetch failed';
  end if;
  frame := coalesce(private.own_frame(stack_trace), private.own_frame(message));
  if frame is null then
    -- A single name in quotes is all that some say.
    return coalesce(substring(said from '^["''`]([A-Za-z_][A-Za-z_.]*)["''`]$'), line);
  end if;
  return concat_ws(' · ', case when bare ~ '[a-z]{3}' then line end, frame);
end
$$;

comment on function private.error_pattern(text, text) is
  'The pattern of a message. A generic one (fetch failed, [object Object], none) is followed by the innermost frame of the stack trace that is the application''s own.';

revoke execute on function private.calls_a_name(text, text, text, boolean), private.kept_names(text), private.starred(text, text), private.starred_texts(text),
  private.starred_hosts(text), private.is_code(text, text, text), private.starred_numbers(text), private.counted(text), private.error_pattern(text, text) from public, anon, authenticated, service_role;

grant execute on function private.calls_a_name(text, text, text, boolean), private.kept_names(text), private.starred(text, text), private.starred_texts(text),
  private.starred_hosts(text), private.is_code(text, text, text), private.starred_numbers(text), private.counted(text), private.error_pattern(text, text) to authenticated, service_role;
