<#-- SPDX-License-Identifier: Apache-2.0 -->
<#-- The types of Weir, in columns and in casts alike. -->

/** A type in an expression; takes the place of Calcite's production. */
SqlDataTypeSpec DataType() :
{
    final Token first;
    final DataType type;
}
{
    { first = getToken(1); }
    type = WeirType()
    { return typeSpec(type, first, getToken(0)); }
}

/** A type in a column definition. */
TypeName ColumnType() :
{
    final Token first;
    final DataType type;
    final SqlIntervalQualifier qualifier;
}
{
    { first = getToken(1); }
    (
        <INTERVAL> qualifier = IntervalQualifier() { type = intervalType(qualifier); }
    |
        type = WeirType()
    )
    { return new TypeName(type, span(first, getToken(0))); }
}

DataType WeirType() :
{
    DataType type;
}
{
    type = ElementaryType()
    ( <ARRAY> { type = DataType.array(type); } )*
    { return type; }
}

/** A type followed by NULL or NOT NULL; NULL is the default. */
DataType WeirTypeWithNull() :
{
    final DataType type;
}
{
    type = WeirType()
    (
        <NOT> <NULL> { return type.withNullable(false); }
    |
        [ <NULL> ] { return type; }
    )
}

DataType ElementaryType() :
{
    final Token first;
    DataType type;
    DataType second;
    int precision = TypeActions.NOT_GIVEN;
    int scale = 0;
    boolean varying = false;
    final List<DataType.Field> fields = new ArrayList<DataType.Field>();
    final SqlIdentifier name;
    final TypeActions.Zone zone;
}
{
    { first = getToken(1); }
    (
        <BOOLEAN> { return DataType.bool(); }
    |
        <TINYINT> { return DataType.tinyint(); }
    |
        <SMALLINT> { return DataType.smallint(); }
    |
        ( <INT> | <INTEGER> ) { return DataType.integer(); }
    |
        <BIGINT> { return DataType.bigint(); }
    |
        ( <FLOAT> | <REAL> ) { return DataType.floating(); }
    |
        <DOUBLE> [ LOOKAHEAD(1) <PRECISION> ] { return DataType.doubling(); }
    |
        ( <DECIMAL> | <DEC> | <NUMERIC> )
        [
            <LPAREN> precision = UnsignedIntLiteral()
            [ <COMMA> scale = IntLiteral() ]
            <RPAREN>
        ]
        { return TypeActions.decimal(precision, scale, span(first, getToken(0))); }
    |
        ( <CHAR> | <CHARACTER> )
        [ <VARYING> { varying = true; } ]
        precision = PrecisionOpt()
        { return TypeActions.text(precision, varying, span(first, getToken(0))); }
    |
        <VARCHAR> precision = PrecisionOpt()
        { return TypeActions.text(precision, true, span(first, getToken(0))); }
    |
        LOOKAHEAD(1)
        <STRING> { return DataType.text(); }
    |
        <BINARY>
        [ <VARYING> { varying = true; } ]
        precision = PrecisionOpt()
        { return TypeActions.bytes(precision, varying, span(first, getToken(0))); }
    |
        <VARBINARY> precision = PrecisionOpt()
        { return TypeActions.bytes(precision, true, span(first, getToken(0))); }
    |
        LOOKAHEAD(1)
        <BYTES> { return DataType.bytes(); }
    |
        LOOKAHEAD(1)
        <DATE> { return DataType.date(); }
    |
        LOOKAHEAD(1)
        <TIME> precision = PrecisionOpt() zone = TimeZoneWords()
        { return TypeActions.time(precision, zone, span(first, getToken(0))); }
    |
        LOOKAHEAD(1)
        <TIMESTAMP> precision = PrecisionOpt() zone = TimeZoneWords()
        { return TypeActions.timestamp(precision, zone, span(first, getToken(0))); }
    |
        LOOKAHEAD(1)
        <TIMESTAMP_LTZ> precision = PrecisionOpt()
        { return TypeActions.timestamp(precision, TypeActions.Zone.LOCAL, span(first, getToken(0))); }
    |
        <ROW>
        (
            <LT> RowField(fields) ( <COMMA> RowField(fields) )* <GT>
        |
            <LPAREN> RowField(fields) ( <COMMA> RowField(fields) )* <RPAREN>
        )
        { return DataType.row(fields); }
    |
        <ARRAY> <LT> type = WeirTypeWithNull() <GT>
        { return DataType.array(type); }
    |
        LOOKAHEAD(<MAP> <LT>)
        <MAP> <LT> type = WeirTypeWithNull() <COMMA> second = WeirTypeWithNull() <GT>
        { return DataType.map(type, second); }
    |
        <ANY> { throw TypeActions.unknown("ANY", span(first, first)); }
    |
        name = CompoundIdentifier()
        { throw TypeActions.unknown(name.toString(), span(first, getToken(0))); }
    )
}

TypeActions.Zone TimeZoneWords() :
{
    boolean local = false;
}
{
    LOOKAHEAD(2)
    <WITHOUT> <TIME> <ZONE> { return TypeActions.Zone.NONE; }
|
    LOOKAHEAD(2)
    <WITH> [ <LOCAL> { local = true; } ] <TIME> <ZONE>
    { return local ? TypeActions.Zone.LOCAL : TypeActions.Zone.STORED; }
|
    { return TypeActions.Zone.NONE; }
}

void RowField(List<DataType.Field> fields) :
{
    final SqlIdentifier name;
    final DataType type;
}
{
    name = SimpleIdentifier()
    type = WeirTypeWithNull()
    [ <COMMENT> ] [ TextValue() ]
    { addField(fields, identifier(name), type); }
}
