-- The grid as tables, with the keys and indexes that its questions ask for, and those questions as functions for PostGraphile to serve.

create table unit (
  code text primary key,
  name text not null,
  level int not null,
  kind text not null,
  parent text references unit
);
create index on unit (parent);

create table post (
  code text primary key,
  unit text not null references unit,
  title text not null,
  layer text not null
);
create index on post (unit, layer);

create table person (
  code text primary key,
  name text not null,
  unit text references unit
);
create index on person (unit);

create table fill (
  id int generated always as identity primary key,
  post text not null references post,
  person text not null references person,
  kind text not null,
  from_on date not null,
  to_on date
);
create index on fill (post);
create index on fill (person);

-- A post that leads or answers for a unit.
create table link (
  id int generated always as identity primary key,
  subject text not null references post,
  object text not null references unit,
  kind text not null,
  from_on date not null,
  to_on date
);
create index on link (subject);
create index on link (object);

create table duty (
  code text primary key,
  list text not null,
  title text not null,
  layer text not null,
  aspect text not null,
  due_on date not null,
  refines text references duty
);
create index on duty (refines);

create table item (
  id int generated always as identity primary key,
  duty text not null references duty,
  post text not null references post,
  unit text not null references unit,
  state text not null default 'PENDING',
  due_on date not null,
  percent int not null default 0,
  version int not null default 0,
  unique (duty, post)
);
create index on item (post);
create index on item (unit, state);
create index on item (unit, due_on, id);
create index on item (due_on, id);

create table entry (
  item int not null references item,
  version int not null,
  kind text not null,
  recorded_at timestamptz not null default now(),
  percent int,
  text text,
  evidence text[],
  primary key (item, version)
);

-- Names as a person would ask for them.
comment on constraint item_unit_fkey on item is E'@fieldName unit\n@foreignFieldName items';
comment on constraint item_duty_fkey on item is E'@fieldName duty';
comment on column item.unit is E'@name unit_code';
comment on column item.duty is E'@name duty_code';

-- Counts by state over the subtree, unit by unit: the index has what is counted.
create function overview(root text) returns table (state text, items int) stable language sql as $$
  with recursive subtree as (
    select code from unit where code = root
    union all
    select unit.code from subtree join unit on unit.parent = subtree.code
  )
  select own.state, sum(own.items)::int
  from subtree, lateral (select item.state, count(*) as items from item where item.unit = subtree.code group by item.state) own
  group by own.state
$$;

-- Fifty items of the subtree that are due and not closed, the longest due first.
create function most_overdue(root text) returns setof item stable language sql as $$
  with recursive subtree as (
    select code from unit where code = root
    union all
    select unit.code from subtree join unit on unit.parent = subtree.code
  )
  select item.* from item
  where item.unit in (select code from subtree) and item.due_on < current_date and item.state <> 'CLOSED'
  order by item.due_on, item.id
  limit 50
$$;

-- An item up to the root: what a duty refines is done by the same unit, a head's duty is the same one level up.
create function chain(of_duty text, of_post text) returns table (step int, item int, unit text, duty text, holders text[], leaders text[]) stable language sql as $$
  with recursive way as (
    select 1 as step, item.id, item.duty, item.post, item.unit from item where item.duty = of_duty and item.post = of_post
    union all
    select way.step + 1, item.id, item.duty, item.post, item.unit
    from way
    join duty on duty.code = way.duty
    join unit on unit.code = way.unit
    join duty as above on above.code = coalesce(duty.refines, duty.code)
    join post on post.unit = (case when duty.refines is null then unit.parent else unit.code end) and post.layer = above.layer
    join item on item.duty = above.code and item.post = post.code
  )
  select way.step, way.id, unit.name, duty.title,
    array(select person.name from fill join person on person.code = fill.person
      where fill.post = way.post and fill.from_on <= current_date and (fill.to_on is null or fill.to_on >= current_date)),
    array(select person.name from link join fill on fill.post = link.subject join person on person.code = fill.person
      where link.object = way.unit and link.from_on <= current_date and (link.to_on is null or link.to_on >= current_date)
        and fill.from_on <= current_date and (fill.to_on is null or fill.to_on >= current_date))
  from way join unit on unit.code = way.unit join duty on duty.code = way.duty
  order by way.step
$$;

create function accept_item(of_duty text, of_post text) returns item language plpgsql as $$
declare held item;
begin
  select * into held from item where duty = of_duty and post = of_post for update;
  if held.id is null then raise exception 'There is no such item.'; end if;
  if held.state <> 'PENDING' then raise exception 'An item that is % cannot be accepted.', held.state; end if;
  update item set state = 'ACCEPTED', version = version + 1 where id = held.id returning * into held;
  insert into entry (item, version, kind) values (held.id, held.version, 'ACCEPTED');
  return held;
end
$$;

create function report_item(of_duty text, of_post text, done int, said text, shown text[]) returns item language plpgsql as $$
declare held item;
begin
  select * into held from item where duty = of_duty and post = of_post for update;
  if held.id is null then raise exception 'There is no such item.'; end if;
  if held.state not in ('ACCEPTED', 'IN_PROGRESS', 'RETURNED') then raise exception 'An item that is % cannot be reported on.', held.state; end if;
  update item set state = 'IN_PROGRESS', percent = done, version = version + 1 where id = held.id returning * into held;
  insert into entry (item, version, kind, percent, text, evidence) values (held.id, held.version, 'REPORTED', done, said, shown);
  return held;
end
$$;
