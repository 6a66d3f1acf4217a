<#-- SPDX-License-Identifier: Apache-2.0 -->
<#-- The statements of Weir, but for those on tables and views (tables.ftl). -->

/** A whole statement; the door for StatementParser. */
Statement StatementEof() :
{
    final Statement statement;
}
{
    statement = WeirStatement() <EOF>
    { return statement; }
}

/** An expression alone; the door for StatementParser. */
SqlText ExpressionEof() :
{
    final SqlText expression;
}
{
    expression = ExpressionText() <EOF>
    { return expression; }
}

/** A type alone; the door for StatementParser. */
TypeName TypeEof() :
{
    final TypeName type;
}
{
    type = ColumnType() <EOF>
    { return type; }
}

Statement WeirStatement() :
{
    final Statement statement;
}
{
    (
        statement = CreateStatement()
    |
        statement = DropStatement()
    |
        statement = InsertStatement()
    |
        statement = ExplainStatement()
    |
        LOOKAHEAD(1)
        statement = ShowStatement()
    |
        LOOKAHEAD(1)
        statement = DescribeStatement()
    |
        statement = SetStatement()
    |
        LOOKAHEAD(1)
        statement = ResetStatement()
    |
        LOOKAHEAD(1)
        statement = StopStatement()
    |
        statement = ExecuteStatement()
    |
        statement = BeginStatementSet()
    |
        statement = QueryStatement()
    )
    { return statement; }
}

Query QueryStatement() :
{
    final SqlText text;
}
{
    text = QueryText()
    { return new Query(text); }
}

/** A query with the text it was written in. */
SqlText QueryText() :
{
    final Token first;
    final SqlNode query;
}
{
    { first = getToken(1); requireQuery(first); }
    query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
    { return sqlText(query, first, getToken(0)); }
}

/** An expression with the text it was written in. */
SqlText ExpressionText() :
{
    final Token first;
    final SqlNode expression;
}
{
    { first = getToken(1); }
    expression = Expression(ExprContext.ACCEPT_SUB_QUERY)
    { return sqlText(expression, first, getToken(0)); }
}

Insert InsertStatement() :
{
    final ObjectName target;
    final List<SqlNode> hints = new ArrayList<SqlNode>();
    List<Identifier> columns = List.of();
    final SqlText query;
}
{
    <INSERT>
    (
        <INTO>
    |
        <OVERWRITE> { throw notSupported("INSERT OVERWRITE", "INSERT INTO adds rows.", getToken(0), getToken(0)); }
    )
    target = ObjectName()
    [ <HINT_BEG> AddHint(hints) ( <COMMA> AddHint(hints) )* <COMMENT_END> ]
    [ <PARTITION> {
        throw notSupported("INSERT with PARTITION", "Select the value of the partition's column instead.",
            getToken(0), getToken(0));
    } ]
    [ LOOKAHEAD(2) columns = NameList() ]
    query = QueryText()
    { return new Insert(target, hints(hints), columns, query); }
}

/** EXECUTE STATEMENT SET BEGIN insert; insert; END, or EXECUTE before one statement, where it adds nothing. */
Statement ExecuteStatement() :
{
    final Statement statement;
}
{
    <EXECUTE>
    (
        LOOKAHEAD(2)
        <STATEMENT> <SET> <BEGIN>
        statement = StatementSetBody()
    |
        statement = InsertStatement()
    |
        statement = QueryStatement()
    )
    { return statement; }
}

/** BEGIN STATEMENT SET; insert; insert; END, the older form. */
Statement BeginStatementSet() :
{
    final Statement statement;
}
{
    <BEGIN> <STATEMENT> <SET> <SEMICOLON>
    statement = StatementSetBody()
    { return statement; }
}

StatementSet StatementSetBody() :
{
    final List<Insert> inserts = new ArrayList<Insert>();
    Insert insert;
}
{
    (
        insert = InsertStatement() <SEMICOLON>
        { inserts.add(insert); }
    )+
    <END>
    { return new StatementSet(inserts); }
}

Explain ExplainStatement() :
{
    Explain.Format format = Explain.Format.TEXT;
    final Statement statement;
}
{
    <EXPLAIN>
    (
        LOOKAHEAD(2)
        <PLAN> <FOR>
    |
        LOOKAHEAD(<LPAREN> <FORMAT>)
        <LPAREN> <FORMAT> format = ExplainFormat() <RPAREN>
    |
        LOOKAHEAD(1)
        ExplainDetails()
    |
        { }
    )
    (
        statement = InsertStatement()
    |
        LOOKAHEAD(2)
        <STATEMENT> <SET> <BEGIN> statement = StatementSetBody()
    |
        statement = ExecuteStatement()
    |
        statement = BeginStatementSet()
    |
        statement = QueryStatement()
    )
    { return new Explain(format, statement); }
}

Explain.Format ExplainFormat() :
{
    final SqlIdentifier format;
}
{
    format = SimpleIdentifier()
    { return explainFormat(format); }
}

/** Details that Flink prints when asked; ours are always there. */
void ExplainDetails() :
{
}
{
    ExplainDetail() ( <COMMA> ExplainDetail() )*
}

void ExplainDetail() :
{
}
{
    <CHANGELOG_MODE> | <ESTIMATED_COST> | <JSON_EXECUTION_PLAN> | <PLAN_ADVICE>
}

Statement ShowStatement() :
{
    final ShowObjects.Kind kind;
    final ShowCreate.Kind created;
    final ObjectName name;
    String pattern = null;
    boolean negated = false;
}
{
    <SHOW>
    (
        <CREATE>
        (
            <TABLE> { created = ShowCreate.Kind.TABLE; }
        |
            <VIEW> { created = ShowCreate.Kind.VIEW; }
        )
        name = ObjectName()
        { return new ShowCreate(created, name); }
    |
        (
            <TABLES> { kind = ShowObjects.Kind.TABLES; }
        |
            <VIEWS> { kind = ShowObjects.Kind.VIEWS; }
        |
            <JOBS> { kind = ShowObjects.Kind.JOBS; }
        |
            <FUNCTIONS> { kind = ShowObjects.Kind.FUNCTIONS; }
        )
        [
            [ <NOT> { negated = true; } ]
            <LIKE> pattern = TextValue()
        ]
        { return new ShowObjects(kind, pattern, negated); }
    )
}

Describe DescribeStatement() :
{
    final ObjectName name;
}
{
    ( <DESCRIBE> | <DESC> )
    [ LOOKAHEAD(<EXTENDED> ( <IDENTIFIER> | <QUOTED_IDENTIFIER> | <BACK_QUOTED_IDENTIFIER> )) <EXTENDED> ]
    [ <TABLE> ]
    name = ObjectName()
    { return new Describe(name); }
}

Statement SetStatement() :
{
    final OptionSetting setting;
}
{
    <SET>
    [
        setting = OptionSetting()
        { return new SetOption(setting); }
    ]
    { return new ShowOptions(); }
}

ResetOption ResetStatement() :
{
    OptionSetting.Key key = null;
}
{
    <RESET>
    [ key = OptionKey() ]
    { return new ResetOption(key); }
}

StopJob StopStatement() :
{
    final Token first;
    final String job;
    final SourceSpan span;
}
{
    <STOP> <JOB>
    { first = getToken(1); }
    (
        job = TextValue()
    |
        <UNSIGNED_INTEGER_LITERAL> { job = getToken(0).image; }
    |
        job = Identifier()
    )
    { span = span(first, getToken(0)); }
    [
        <WITH> ( <SAVEPOINT> | <DRAIN> ) {
            throw notSupported("STOP JOB with " + getToken(0).image.toUpperCase(Locale.ROOT),
                "STOP JOB keeps a checkpoint without being asked.", getToken(0), getToken(0));
        }
    ]
    { return new StopJob(job, span); }
}

/** 'key' = 'value' with less quoting allowed: keys of words, dots and hyphens, values of one word or number. */
OptionSetting OptionSetting() :
{
    final OptionSetting.Key key;
    final Token first;
    final String value;
}
{
    key = OptionKey()
    <EQ>
    { first = getToken(1); }
    value = OptionValue()
    { return new OptionSetting(key, value, span(first, getToken(0))); }
}

OptionSetting.Key OptionKey() :
{
    final Token first;
    String key;
    String part;
}
{
    { first = getToken(1); }
    (
        key = TextValue()
    |
        key = Identifier()
        (
            <DOT> part = Identifier() { key = key + "." + part; }
        |
            <MINUS> part = Identifier() { key = key + "-" + part; }
        )*
    )
    { return new OptionSetting.Key(key, span(first, getToken(0))); }
}

String OptionValue() :
{
    final String value;
    String sign = "";
}
{
    value = TextValue() { return value; }
|
    [ <MINUS> { sign = "-"; } | <PLUS> ]
    ( <UNSIGNED_INTEGER_LITERAL> | <DECIMAL_NUMERIC_LITERAL> | <APPROX_NUMERIC_LITERAL> )
    { return sign + getToken(0).image; }
|
    ( <TRUE> | <FALSE> ) { return getToken(0).image.toLowerCase(Locale.ROOT); }
|
    value = Identifier() { return value; }
}

/** The characters of a string literal. */
String TextValue() :
{
    final SqlNode literal;
}
{
    literal = StringLiteral()
    { return text(literal); }
}

ObjectName ObjectName() :
{
    final SqlIdentifier name;
}
{
    name = CompoundTableIdentifier()
    { return new ObjectName(identifiers(name)); }
}

List<Identifier> NameList() :
{
    final List<Identifier> names = new ArrayList<Identifier>();
    SqlIdentifier name;
}
{
    <LPAREN>
    name = SimpleIdentifier() { names.add(identifier(name)); }
    ( <COMMA> name = SimpleIdentifier() { names.add(identifier(name)); } )*
    <RPAREN>
    { return names; }
}

/** x::type, which is CAST(x AS type). */
void InfixCast(List<Object> list, ExprContext exprContext, Span s) :
{
    final SqlDataTypeSpec type;
}
{
    <INFIX_CAST> { checkNonQueryExpression(exprContext); }
    type = DataType()
    {
        list.add(new SqlParserUtil.ToTreeListItem(InfixCastOperator.INSTANCE, s.pos()));
        list.add(type);
    }
}
