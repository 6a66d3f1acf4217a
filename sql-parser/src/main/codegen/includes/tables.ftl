<#-- SPDX-License-Identifier: Apache-2.0 -->
<#-- CREATE and DROP of tables and views. -->

Statement CreateStatement() :
{
    final Token create;
    boolean replace = false;
    boolean temporary = false;
    final Statement statement;
}
{
    <CREATE> { create = getToken(0); }
    [ <OR> <REPLACE> { replace = true; } ]
    [ <TEMPORARY> { temporary = true; } ]
    (
        statement = CreateTable(create, replace, temporary)
    |
        statement = CreateView(replace, temporary)
    |
        statement = CreateMaterializedView()
    |
        ( <CATALOG> | <DATABASE> | <FUNCTION> | <SCHEMA> | <SYSTEM> | <TYPE> ) {
            throw notSupported("CREATE " + getToken(0).image.toUpperCase(Locale.ROOT), null, create, getToken(0));
        }
    )
    { return statement; }
}

CreateTable CreateTable(Token create, boolean replace, boolean temporary) :
{
    final boolean ifNotExists;
    final ObjectName name;
    final TableElements elements = new TableElements();
    String comment = null;
    List<Identifier> partitionedBy = List.of();
    List<OptionSetting> options = List.of();
}
{
    <TABLE> {
        if (replace) {
            throw notSupported("CREATE OR REPLACE TABLE", "Drop the table first.", create, getToken(0));
        }
    }
    ifNotExists = IfNotExists()
    name = ObjectName()
    [
        <LPAREN>
        TableElement(elements)
        ( <COMMA> TableElement(elements) )*
        <RPAREN>
    ]
    [ <COMMENT> comment = TextValue() ]
    [ <DISTRIBUTED> { throw notSupported("DISTRIBUTED", "Leave it out.", getToken(0), getToken(0)); } ]
    [ <PARTITIONED> <BY> partitionedBy = NameList() ]
    [ <WITH> options = OptionList() ]
    [
        <LIKE> {
            throw notSupported("CREATE TABLE with LIKE",
                "Write out the columns; SHOW CREATE TABLE prints them.", getToken(0), getToken(0));
        }
    |
        <AS> {
            throw notSupported("CREATE TABLE with AS",
                "Create the table with its columns, then use INSERT INTO.", getToken(0), getToken(0));
        }
    ]
    {
        return elements.table(name, temporary, ifNotExists, comment, partitionedBy, options);
    }
}

void TableElement(TableElements elements) :
{
    final SqlIdentifier name;
    final SqlText expression;
    final SqlIdentifier column;
    final String comment;
    final Token first;
}
{
    { first = getToken(1); }
    (
        LOOKAHEAD(<WATERMARK> <FOR>)
        <WATERMARK> <FOR> column = CompoundIdentifier() <AS> expression = ExpressionText()
        { elements.watermark(identifiers(column), expression, span(first, getToken(0))); }
    |
        TableConstraint(elements, null)
    |
        name = SimpleIdentifier()
        (
            <AS> expression = ExpressionText()
            { elements.computed(identifier(name), expression); }
            [ <COMMENT> comment = TextValue() { elements.comment(comment); } ]
        |
            TypedColumn(elements, identifier(name))
        )
    )
}

void TypedColumn(TableElements elements, Identifier name) :
{
    final TypeName type;
    Token metadata;
    String text;
    boolean virtual = false;
}
{
    type = ColumnType()
    { elements.column(name, type); }
    (
        <NOT> <NULL> { elements.nullable(false); }
    |
        <NULL> { elements.nullable(true); }
    |
        <METADATA> { metadata = getToken(0); text = null; }
        [ <FROM> text = TextValue() ]
        [ <VIRTUAL> { virtual = true; } ]
        { elements.metadata(text, virtual, span(metadata, metadata)); }
    |
        <COMMENT> text = TextValue() { elements.comment(text); }
    |
        TableConstraint(elements, name)
    |
        <DEFAULT_> {
            throw notSupported("DEFAULT of a column", "Select the value in the INSERT.", getToken(0), getToken(0));
        }
    )*
}

/** PRIMARY KEY of a table, or of the column it stands behind. */
void TableConstraint(TableElements elements, Identifier column) :
{
    final Token first;
    SqlIdentifier name = null;
    List<Identifier> columns = null;
    boolean enforced = true;
}
{
    { first = getToken(1); }
    [ <CONSTRAINT> name = SimpleIdentifier() ]
    (
        <PRIMARY> <KEY>
        [ columns = NameList() ]
        (
            LOOKAHEAD(2)
            <NOT> <ENFORCED> { enforced = false; }
        |
            LOOKAHEAD(1)
            <ENFORCED>
        |
            { }
        )
        {
            elements.primaryKey(name == null ? null : identifier(name), column, columns, enforced,
                span(first, getToken(0)));
        }
    |
        <UNIQUE> {
            throw notSupported("UNIQUE", "A table may have a PRIMARY KEY.", getToken(0), getToken(0));
        }
    |
        <CHECK> {
            throw notSupported("CHECK", "Filter the rows with WHERE.", getToken(0), getToken(0));
        }
    )
}

List<OptionSetting> OptionList() :
{
    final List<OptionSetting> options = new ArrayList<OptionSetting>();
    OptionSetting option;
}
{
    <LPAREN>
    [
        option = OptionSetting() { options.add(option); }
        ( <COMMA> option = OptionSetting() { options.add(option); } )*
    ]
    <RPAREN>
    { return distinctOptions(options); }
}

CreateView CreateView(boolean replace, boolean temporary) :
{
    final boolean ifNotExists;
    final ObjectName name;
    List<Identifier> columns = List.of();
    String comment = null;
    final SqlText query;
}
{
    <VIEW>
    ifNotExists = IfNotExists()
    name = ObjectName()
    [ columns = NameList() ]
    [ <COMMENT> comment = TextValue() ]
    <AS> query = QueryText()
    { return new CreateView(name, replace, temporary, ifNotExists, columns, comment, query); }
}

/** Parsed whole, so that a mistake in it is told first. */
Statement CreateMaterializedView() :
{
    final Token first;
    final CreateView view;
}
{
    <MATERIALIZED> { first = getToken(0); }
    view = CreateView(false, false)
    {
        if (getToken(1).kind != EOF) {
            return view;
        }
        throw notSupported("CREATE MATERIALIZED VIEW",
            "CREATE VIEW names a query; INSERT INTO a table starts a job that keeps its result.", first, first);
    }
}

boolean IfNotExists() :
{
}
{
    LOOKAHEAD(3)
    <IF> <NOT> <EXISTS> { return true; }
|
    { return false; }
}

Statement DropStatement() :
{
    boolean temporary = false;
    boolean ifExists = false;
    final boolean table;
    final ObjectName name;
    final Token drop;
}
{
    <DROP> { drop = getToken(0); }
    [ <TEMPORARY> { temporary = true; } ]
    (
        <TABLE> { table = true; }
    |
        <VIEW> { table = false; }
    |
        ( <CATALOG> | <DATABASE> | <FUNCTION> | <MATERIALIZED> | <SCHEMA> | <SYSTEM> | <TYPE> ) {
            throw notSupported("DROP " + getToken(0).image.toUpperCase(Locale.ROOT), null, drop, getToken(0));
        }
    )
    [ LOOKAHEAD(2) <IF> <EXISTS> { ifExists = true; } ]
    name = ObjectName()
    { return table ? new DropTable(name, temporary, ifExists) : new DropView(name, temporary, ifExists); }
}
