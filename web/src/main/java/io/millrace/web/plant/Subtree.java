package io.millrace.web.plant;

import io.millrace.web.json.Field;
import java.util.List;

/** A part of the tree. */
public record Subtree(
    @Field("The asset and those in use below it, each after its parent.") List<AssetView> assets,
    @Field("Whether these are all; a very large tree is cut off.") boolean complete) {}
