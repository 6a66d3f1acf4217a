// SPDX-License-Identifier: Apache-2.0
package io.weir.plan.json;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.weir.plan.JoinTime;
import io.weir.plan.OverTime;
import io.weir.plan.expression.Expression;
import io.weir.plan.physical.JobPlan;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.spi.connector.Predicate;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SourceSpan;
import io.weir.spi.error.SqlException;
import io.weir.spi.type.DataType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Physical plans as JSON.
 *
 * <p>A node is an object with its kind under {@code node}, an expression with its kind under {@code is}, a type under
 * {@code type}; the kinds are the words below and never names of classes. The version stands in the plan itself; a plan of a later version is
 * refused.
 */
public final class PlanJson {
    private static final ObjectMapper WITH_SPANS = mapper(true);
    private static final ObjectMapper WITHOUT_SPANS = mapper(false);
    private static final ObjectMapper IN_ORDER = new ObjectMapper();

    private PlanJson() {}

    public static String write(JobPlan plan) {
        return write(WITH_SPANS, plan);
    }

    /** What is said of a plan: names with texts, numbers, BOOLEANs, lists, and names with such. */
    public static String write(Map<String, ?> tree) {
        return write(IN_ORDER, tree);
    }

    /** The same without places in the statement: equal for plans that mean the same. */
    static String writeMeaning(Object part) {
        return write(WITHOUT_SPANS, part);
    }

    private static String write(ObjectMapper mapper, Object part) {
        try {
            return mapper.writeValueAsString(part);
        } catch (JsonProcessingException e) {
            throw SqlException.internal("a plan cannot be written as JSON", e);
        }
    }

    /** Reads what {@link #write} wrote, in this version or an earlier one. */
    public static JobPlan read(String json) {
        try {
            JsonNode tree = WITH_SPANS.readTree(json);
            int version = tree.path("version").asInt(-1);
            if (version < 1 || version > JobPlan.VERSION) {
                throw SqlException.report(ErrorCode.SNAPSHOT_MISMATCH)
                        .says("plan of version %d cannot be read", version)
                        .detail("This Weir reads versions 1 to %d.", JobPlan.VERSION)
                        .hint("Use the Weir that wrote it, or a later one.")
                        .toException();
            }
            return WITH_SPANS.treeToValue(tree, JobPlan.class);
        } catch (JsonProcessingException e) {
            throw SqlException.report(ErrorCode.SNAPSHOT_CORRUPT)
                    .says("stored plan cannot be read")
                    .causedBy(e)
                    .toException();
        }
    }

    private static ObjectMapper mapper(boolean spans) {
        SimpleModule words = new SimpleModule()
                .setMixInAnnotation(PhysicalPlan.class, NodeWords.class)
                .setMixInAnnotation(Expression.class, ExpressionWords.class)
                .setMixInAnnotation(DataType.class, TypeWords.class)
                .setMixInAnnotation(JoinTime.class, JoinTimeWords.class)
                .setMixInAnnotation(OverTime.class, OverTimeWords.class)
                .setMixInAnnotation(Expression.Literal.class, ValueMixIn.class)
                .setMixInAnnotation(Predicate.class, ValueMixIn.class);
        if (!spans) {
            words.setMixInAnnotation(Expression.Call.class, NoSpan.class)
                    .setMixInAnnotation(Expression.FunctionCall.class, NoSpan.class)
                    .setMixInAnnotation(Expression.Cast.class, NoSpan.class);
        }
        return JsonMapper.builder()
                .addModule(words)
                .addModule(new Jdk8Module())
                .visibility(PropertyAccessor.GETTER, Visibility.NONE)
                .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
                .visibility(PropertyAccessor.FIELD, Visibility.ANY)
                .serializationInclusion(JsonInclude.Include.NON_NULL)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "node")
    @JsonSubTypes({
        @Type(value = PhysicalPlan.Scan.class, name = "Scan"),
        @Type(value = PhysicalPlan.UpsertFold.class, name = "UpsertFold"),
        @Type(value = PhysicalPlan.KeyWinner.class, name = "KeyWinner"),
        @Type(value = PhysicalPlan.Values.class, name = "Values"),
        @Type(value = PhysicalPlan.Filter.class, name = "Filter"),
        @Type(value = PhysicalPlan.Project.class, name = "Project"),
        @Type(value = PhysicalPlan.WindowAssign.class, name = "WindowAssign"),
        @Type(value = PhysicalPlan.GroupAggregate.class, name = "GroupAggregate"),
        @Type(value = PhysicalPlan.WindowAggregate.class, name = "WindowAggregate"),
        @Type(value = PhysicalPlan.SessionAssign.class, name = "SessionAssign"),
        @Type(value = PhysicalPlan.WindowHold.class, name = "WindowHold"),
        @Type(value = PhysicalPlan.Join.class, name = "Join"),
        @Type(value = PhysicalPlan.Unnest.class, name = "Unnest"),
        @Type(value = PhysicalPlan.SetOperation.class, name = "SetOperation"),
        @Type(value = PhysicalPlan.TopN.class, name = "TopN"),
        @Type(value = PhysicalPlan.Over.class, name = "Over"),
        @Type(value = PhysicalPlan.Union.class, name = "Union"),
        @Type(value = PhysicalPlan.Sort.class, name = "Sort"),
        @Type(value = PhysicalPlan.Limit.class, name = "Limit"),
        @Type(value = PhysicalPlan.Exchange.class, name = "Exchange"),
        @Type(value = PhysicalPlan.Result.class, name = "Result"),
        @Type(value = PhysicalPlan.Sink.class, name = "Sink")
    })
    private interface NodeWords {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @Type(value = Expression.ColumnRef.class, name = "column"),
        @Type(value = Expression.Literal.class, name = "literal"),
        @Type(value = Expression.Parameter.class, name = "parameter"),
        @Type(value = Expression.Call.class, name = "call"),
        @Type(value = Expression.FunctionCall.class, name = "function"),
        @Type(value = Expression.Cast.class, name = "cast"),
        @Type(value = Expression.Case.class, name = "case")
    })
    private interface ExpressionWords {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "of")
    @JsonSubTypes({
        @Type(value = DataType.SimpleType.class, name = "simple"),
        @Type(value = DataType.DecimalType.class, name = "decimal"),
        @Type(value = DataType.TextType.class, name = "text"),
        @Type(value = DataType.BytesType.class, name = "bytes"),
        @Type(value = DataType.TimeType.class, name = "time"),
        @Type(value = DataType.RowType.class, name = "row"),
        @Type(value = DataType.ArrayType.class, name = "array"),
        @Type(value = DataType.MapType.class, name = "map")
    })
    private interface TypeWords {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "time")
    @JsonSubTypes({
        @Type(value = JoinTime.None.class, name = "none"),
        @Type(value = JoinTime.Interval.class, name = "interval"),
        @Type(value = JoinTime.Window.class, name = "window")
    })
    private interface JoinTimeWords {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "time")
    @JsonSubTypes({
        @Type(value = OverTime.None.class, name = "none"),
        @Type(value = OverTime.EventTime.class, name = "event-time"),
        @Type(value = OverTime.Window.class, name = "window")
    })
    private interface OverTimeWords {}

    /** Gives a constant the name of its Java class's kind, since JSON has fewer kinds. */
    private interface ValueMixIn {
        @JsonProperty
        @JsonSerialize(using = ConstantJson.Writer.class)
        @JsonDeserialize(using = ConstantJson.Reader.class)
        @Nullable
        Object value();
    }

    private interface NoSpan {
        @JsonIgnore
        @Nullable
        SourceSpan span();
    }
}
