// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import io.weir.spi.batch.Utf8;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.function.RowError;
import java.util.ArrayList;
import java.util.List;

/**
 * A pattern of LIKE, cut at its {@code %} into segments.
 *
 * <pre>
 *   'ab%c_d%e'   first "ab" at the start, then "c_d" as early as possible, then "e" at the end
 * </pre>
 *
 * <p>Since each segment is taken at the first place where it fits, nothing is ever tried twice: a later place would leave
 * less for the segments behind it. Segments without {@code _} are found in linear time.
 */
final class LikePattern {
    private static final int BYTES_MAX = 64 << 10;
    private static final int NO_ESCAPE = -1;
    private static final int NOWHERE = -1;

    /** Between two {@code %}: before each literal, and behind the last, so many characters of any kind. */
    private record Segment(int[] anyBefore, Utf8[] literals, int anyBehind, int characters) {
        /** Where the segment ends if it stands at an index, else {@link #NOWHERE}. */
        int endAt(Utf8 text, int index) {
            int at = index;
            for (int i = 0; i < literals.length; i++) {
                at = behind(text, at, anyBefore[i]);
                if (at == NOWHERE || !ByteSearch.isAt(text, at, literals[i])) {
                    return NOWHERE;
                }
                at += literals[i].length();
            }
            return behind(text, at, anyBehind);
        }

        private static int behind(Utf8 text, int index, int characters) {
            int at = index;
            for (int i = 0; i < characters; i++) {
                if (at >= text.length()) {
                    return NOWHERE;
                }
                at = CodePoints.next(text, at);
            }
            return at;
        }

        /** Where the first place from an index on at which the segment stands ends, else {@link #NOWHERE}. */
        int endOfFirst(Utf8 text, int index) {
            if (literals.length == 0) {
                return behind(text, index, anyBehind);
            }
            if (literals.length == 1 && anyBefore[0] == 0 && anyBehind == 0) {
                int at = ByteSearch.indexOf(text, literals[0], index);
                return at < 0 ? NOWHERE : at + literals[0].length();
            }
            for (int at = index; at < text.length(); at = CodePoints.next(text, at)) {
                int end = endAt(text, at);
                if (end != NOWHERE) {
                    return end;
                }
            }
            return NOWHERE;
        }
    }

    private final Segment[] segments;

    private LikePattern(Segment[] segments) {
        this.segments = segments;
    }

    boolean matches(Utf8 text) {
        int at = segments[0].endAt(text, 0);
        if (at == NOWHERE || segments.length == 1) {
            return at == text.length();
        }
        for (int i = 1; i < segments.length - 1; i++) {
            at = segments[i].endOfFirst(text, at);
            if (at == NOWHERE) {
                return false;
            }
        }
        Segment last = segments[segments.length - 1];
        int start = CodePoints.skipBack(text, last.characters);
        return start >= at && last.endAt(text, start) == text.length();
    }

    static LikePattern of(Utf8 pattern) {
        return of(pattern, NO_ESCAPE);
    }

    /** Fails with INVALID_ARGUMENT when something else than %, _ and the escape follows on the escape. */
    static LikePattern of(Utf8 pattern, int escape) {
        if (pattern.length() > BYTES_MAX) {
            throw invalid();
        }
        List<Segment> segments = new ArrayList<>();
        Builder builder = new Builder();
        for (int i = 0; i < pattern.length(); i = CodePoints.next(pattern, i)) {
            int codePoint = CodePoints.at(pattern, i);
            if (codePoint == escape) {
                i = CodePoints.next(pattern, i);
                int escaped = i < pattern.length() ? CodePoints.at(pattern, i) : NO_ESCAPE;
                if (escaped != '%' && escaped != '_' && escaped != escape) {
                    throw invalid();
                }
                builder.literal(pattern, i);
            } else if (codePoint == '%') {
                segments.add(builder.build());
            } else if (codePoint == '_') {
                builder.any();
            } else {
                builder.literal(pattern, i);
            }
        }
        segments.add(builder.build());
        return new LikePattern(segments.toArray(new Segment[0]));
    }

    private static RowError invalid() {
        return RowError.of(ErrorCode.INVALID_ARGUMENT);
    }

    /** Gathers one segment after the other. */
    private static final class Builder {
        private final List<Integer> anyBefore = new ArrayList<>();
        private final List<Utf8> literals = new ArrayList<>();
        private TextBuffer literal = new TextBuffer(16);
        private int any;
        private int characters;

        void any() {
            endLiteral();
            any++;
            characters++;
        }

        void literal(Utf8 pattern, int index) {
            literal.append(pattern, index, CodePoints.next(pattern, index));
            characters++;
        }

        private void endLiteral() {
            if (literal.length() > 0) {
                anyBefore.add(any);
                literals.add(literal.text());
                any = 0;
                literal = new TextBuffer(16);
            }
        }

        Segment build() {
            endLiteral();
            Segment segment = new Segment(
                    anyBefore.stream().mapToInt(Integer::intValue).toArray(),
                    literals.toArray(new Utf8[0]),
                    any,
                    characters);
            anyBefore.clear();
            literals.clear();
            any = 0;
            characters = 0;
            return segment;
        }
    }
}
