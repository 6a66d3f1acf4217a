// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.query;

import io.weir.planner.catalog.Catalog;
import io.weir.planner.type.DataTypes;
import io.weir.planner.type.WeirTypeFactory;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import java.util.List;
import java.util.Properties;
import org.apache.calcite.config.CalciteConnectionConfig;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.ViewExpanders;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql2rel.SqlToRelConverter;

/** Validates queries and converts them to relational trees, unoptimised. Safe for use by several threads. */
public final class QueryConverter {
    private static final CalciteConnectionConfig CONFIG = config();

    /** Nothing is simplified or merged: the logical plan is what the statement says. */
    private static final SqlToRelConverter.Config CONVERSION = SqlToRelConverter.config()
            .withExpand(false)
            .withTrimUnusedFields(false)
            .withInSubQueryThreshold(Integer.MAX_VALUE)
            .withRelBuilderConfigTransform(builder -> builder.withSimplify(false)
                    .withSimplifyLimit(false)
                    .withSimplifyValues(false)
                    .withPruneInputOfAggregate(false)
                    .withPushJoinCondition(false)
                    .withBloat(-1));

    private final Operators operators;
    private final WeirTypeFactory types = new WeirTypeFactory();

    public QueryConverter(Operators operators) {
        this.operators = operators;
    }

    private static CalciteConnectionConfig config() {
        Properties properties = new Properties();
        properties.setProperty(CalciteConnectionProperty.CASE_SENSITIVE.camelName(), "false");
        return new CalciteConnectionConfigImpl(properties);
    }

    /**
     * A converted query.
     *
     * @param names of the columns as the user sees them
     * @param parameters types of its {@code ?}, in order
     */
    public record Converted(RelNode rel, List<String> names, List<DataType> parameters) {}

    /** Converts a query; every error is a {@link SqlException} with its place. */
    public Converted convert(SqlNode query, Catalog catalog) {
        SupportedSyntax.check(query);
        return convertPrepared(Preparation.of(query), catalog);
    }

    /** Converts a query whose rows are written into columns of these types. */
    public Converted convertForTargets(SqlNode query, List<DataType> targets, Catalog catalog) {
        SupportedSyntax.check(query);
        return convertPrepared(Preparation.forTargets(query, targets), catalog);
    }

    /** Converts an expression over the columns of a table to a query of one column. */
    public Converted convertExpression(SqlNode expression, String table, Catalog catalog) {
        SqlNode query = new SqlSelect(
                expression.getParserPosition(),
                null,
                SqlNodeList.of(expression),
                new SqlIdentifier(table, expression.getParserPosition()),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        return convert(query, catalog);
    }

    private Converted convertPrepared(SqlNode prepared, Catalog catalog) {
        CatalogSchema schema = new CatalogSchema(catalog);
        CalciteCatalogReader reader = new CalciteCatalogReader(
                CalciteSchema.createRootSchema(false, false, "", schema), List.of(), types, CONFIG);
        WeirValidator validator = new WeirValidator(operators, reader, types);
        try {
            SqlNode validated = validator.validate(prepared);
            RelDataType parameterTypes = validator.getParameterRowType(validated);
            HepPlanner planner = new HepPlanner(HepProgram.builder().build());
            RelOptCluster cluster = RelOptCluster.create(planner, new RexBuilder(types));
            SqlToRelConverter converter = new SqlToRelConverter(
                    ViewExpanders.simpleContext(cluster), validator, reader, cluster, Convertlets.INSTANCE, CONVERSION);
            RelRoot root = converter.convertQuery(validated, false, true);
            List<DataType> parameters = parameterTypes.getFieldList().stream()
                    .map(field -> DataTypes.of(field.getType()))
                    .toList();
            return new Converted(root.project(), ColumnNames.of(validated, root.fields.rightList()), parameters);
        } catch (SqlException e) {
            throw e;
        } catch (CalciteException e) {
            throw ValidationErrors.translate(e, validator, prepared, catalog);
        }
    }
}
