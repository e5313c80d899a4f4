select plan(15);

select tests.act_as('admin');
select lives_ok($$select public.add_comment('ops_alerts', tests.row_id('a', 1), '  Called the carrier ')$$, 'an admin comments on an alert');
select results_eq($$select entity, entity_id, body, author_id from public.comments$$,
  $$values ('ops_alerts'::text, tests.row_id('a', 1), 'Called the carrier'::text, tests.id_of('admin'))$$, 'under their own name, trimmed');
select results_eq($$select action, action_type, entity, entity_id, actor_id, metadata ->> 'notes' from public.audit_trail where action = 'comment.added'$$,
  $$values ('comment.added'::text, 'comment'::text, 'ops_alerts'::text, tests.row_id('a', 1)::text, tests.id_of('admin'), 'Called the carrier'::text)$$,
  'and the audit log repeats it');
select lives_ok($$select public.add_comment('profiles', tests.id_of('customer'), 'Knows us')$$, 'a customer can be commented on');
select throws_ok($$select public.add_comment('ops_alerts', tests.row_id('a', 1), '  ')$$, '22023', 'comment must not be empty', 'an empty comment is refused');
select throws_ok($$select public.add_comment('ops_alerts', tests.row_id('a', 1), repeat('x', 4001))$$, '22023', null, 'so is a book');
select throws_ok($$select public.add_comment('ops_alerts', gen_random_uuid(), 'x')$$, '22023', 'no such row to comment on', 'and a row that is not there');
select throws_ok($$select public.add_comment('audit_trail', gen_random_uuid(), 'x')$$, '22023', null, 'and a table that is not for comments');
select is(tests.rows_or_refusal($$update public.comments set body = 'y'$$), '0', 'what was said cannot be changed');
select is(tests.rows_or_refusal($$delete from public.comments$$), '0', 'or taken back');
select isnt_empty('select from public.list_admins()', 'an admin sees whom to hand things to');
select is_empty($$select from public.list_admins() a where a.user_id = tests.id_of('customer')$$, 'admins only');

select tests.act_as('customer');
select throws_ok($$select public.add_comment('ops_alerts', tests.row_id('a', 1), 'x')$$, '42501', null, 'a customer cannot comment');
select is_empty('select from public.comments', 'nor read what was said');
select is_empty('select from public.list_admins()', 'nor learn who the admins are');

select * from finish();
