// SPDX-License-Identifier: Apache-2.0
package io.weir.plan.json;

import io.weir.plan.physical.JobPlan;
import io.weir.plan.physical.PhysicalPlan;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A name for each node of a job that stays while the plan means the same: from its kind, its settings and the ids of its inputs, and
 * between equals its place. State is found by it.
 */
public final class NodeIds {
    private final Map<PhysicalPlan, String> ids = new LinkedHashMap<>();
    private final Map<String, Integer> used = new HashMap<>();

    private NodeIds() {}

    /** The ids of all nodes of a plan; equal subtrees are one node and have one id. */
    public static Map<PhysicalPlan, String> of(JobPlan plan) {
        NodeIds ids = new NodeIds();
        plan.roots().forEach(ids::visit);
        return ids.ids;
    }

    /** What a plan means, as a short text: equal for equal plans whatever their places in the statement. */
    public static String fingerprint(JobPlan plan) {
        return digest(PlanJson.writeMeaning(plan.roots()));
    }

    private String visit(PhysicalPlan node) {
        String known = ids.get(node);
        if (known != null) {
            return known;
        }
        node.inputs().forEach(this::visit);
        String name = node.name() + "-" + digest(PlanJson.writeMeaning(node)).substring(0, 12);
        int place = used.merge(name, 1, Integer::sum);
        String id = place == 1 ? name : name + "-" + place;
        ids.put(node, id);
        return id;
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
