# Redraw with: gnuplot history.gp
reset
set encoding utf8
if (!exists('picture')) picture = 0
picture = picture + 1
if (picture == 1) set terminal svg size 860,865 dynamic enhanced font 'DejaVu Sans,12.5' background rgb 'white' rounded name 'history'; set output 'history.svg'
$panel1_1 << EOD
0 2.0035447698527156 1.9590210642534847 2.05640692898493
EOD
$panel1_2 << EOD
1 1.1079658670175248 1.0784100554990281 1.136369144305084
2 1.119941998920219 1.1135389707621952 1.1392890568750715
3 1.1279589129242293 1.1220469284720105 1.1444636241455977
4 1.1010139032813377 1.0773329285434377 1.121574254584707
EOD
$panel1_3 << EOD
-0.5 2.0035447698527156
0.5 2.0035447698527156
NaN NaN
0.5 1.113937838410645
2.5 1.113937838410645
NaN NaN
2.5 1.1144049737235024
4.5 1.1144049737235024
EOD
$panel1_references << EOD
0.5 0.9304718284772139
0.5 2.203268029051154
NaN NaN
2.5 0.9304718284772139
2.5 2.203268029051154
NaN NaN
EOD
$panel2_1 << EOD
0 1.9734044408397087 1.9285824618228584 1.9961883043519941
EOD
$panel2_2 << EOD
1 1.1256121016890916 1.109272930327191 1.1462164905270034
2 1.1243377223361466 1.1077490446769187 1.143718760728968
3 1.086880495196703 1.0783058024555985 1.1038661577410636
4 1.1071823212573244 1.0831598455681317 1.1240030929358038
EOD
$panel2_3 << EOD
-0.5 1.9734044408397087
0.5 1.9734044408397087
NaN NaN
0.5 1.1249747315593877
2.5 1.1249747315593877
NaN NaN
2.5 1.0969844436459415
4.5 1.0969844436459415
EOD
$panel2_references << EOD
0.5 0.9406234271711391
0.5 2.1338706796364537
NaN NaN
2.5 0.9406234271711391
2.5 2.1338706796364537
NaN NaN
EOD
$panel3_1 << EOD
0 1.969783592535844 1.9403661120502071 2.0516417687798483
EOD
$panel3_2 << EOD
1 1.1140934990221547 1.103396457342781 1.1787379434140732
2 1.1532473104398553 1.1267495232553135 1.1888262469299833
3 1.111944142662459 1.094514720840966 1.1306192420555026
4 1.124773409385762 1.1172674231838617 1.1406763397310906
EOD
$panel3_3 << EOD
-0.5 1.969783592535844
0.5 1.969783592535844
NaN NaN
0.5 1.1335013592077547
2.5 1.1335013592077547
NaN NaN
2.5 1.118340379486041
4.5 1.118340379486041
EOD
$panel3_references << EOD
0.5 0.9509456636501338
0.5 2.1952108259706806
NaN NaN
2.5 0.9509456636501338
2.5 2.1952108259706806
NaN NaN
EOD
$panel4_1 << EOD
0 1.959831824113002 1.4227636529161998 2.0474036964252194
EOD
$panel4_2 << EOD
1 1.1241388598302167 1.118939448931374 1.1364662490040482
2 1.1776855656735923 1.112683077282808 2.1300470355951773
3 1.139651785811872 1.1121085745013164 1.153836592876369
4 1.1328015000243026 1.1123825083730992 1.1464443561776863
EOD
$panel4_3 << EOD
-0.5 1.959831824113002
0.5 1.959831824113002
NaN NaN
0.5 1.1506007600531192
2.5 1.1506007600531192
NaN NaN
2.5 1.1362214803783037
4.5 1.1362214803783037
EOD
$panel4_references << EOD
0.5 0.9718143062127309
0.5 2.187697964713805
NaN NaN
2.5 0.9718143062127309
2.5 2.187697964713805
NaN NaN
EOD
set multiplot
set border 3 linecolor rgb '#888888' linewidth 1
set grid xtics ytics back linetype 1 dashtype solid linecolor rgb '#E4E4E4' linewidth 0.8
unset key
set label '{/:Bold No change of level in 5 commits}' at screen 0.01628,0.9705 left front font 'DejaVu Sans,16' textcolor rgb '#222222'
set label 'opt-125m, 1 layer, f32, mask full, 2 threads, weights random, segments of 512' at screen 0.01628,0.94608 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label 'medians; bars: 95 % interval from 6 rounds on, else the range; 5 commits' at screen 0.01628,0.92929 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label 'levels: L1 segmentation of the logarithms, penalty 3 b ln n, changes of at least 2 commits, with 95 % intervals' at screen 0.01628,0.91251 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '3 machines or builds, which are not compared: debug, kernels optimised' at screen 0.01628,0.89572 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '' at screen 0.02326,0.8726 point pointtype 7 pointsize 0.7 linecolor rgb '#222222'
set label 'a commit and its interval' at screen 0.03721,0.8726 left front font 'DejaVu Sans,11' textcolor rgb '#222222'
set label '' at screen 0.23263,0.8726 point pointtype 6 pointsize 0.8 linecolor rgb '#222222'
set label 'on another machine than the first' at screen 0.24658,0.8726 left front font 'DejaVu Sans,11' textcolor rgb '#222222'
set arrow from screen 0.49082,0.8726 to screen 0.52338,0.8726 nohead linecolor rgb '#666666' linewidth 2.2 dashtype solid
set label 'detected level' at screen 0.53268,0.8726 left front font 'DejaVu Sans,11' textcolor rgb '#222222'
set label '17 more cells, which changed less, are not drawn.' at screen 0.01628,0.01618 left front font 'DejaVu Sans,11' textcolor rgb '#666666'

set lmargin at screen 0.08091
set rmargin at screen 0.97209
set tmargin at screen 0.8304
set bmargin at screen 0.67094
unset logscale x
set xrange [-0.5499999999999998:4.55]
set xtics ('' 0.0, '' 1.0, '' 2.0, '' 3.0, '' 4.0) nomirror out scale 0.5 font 'DejaVu Sans,11' textcolor rgb '#222222'
unset logscale y
set yrange [0.9304718284772139:2.203268029051154]
set ytics ('1' 1.0, '1.2' 1.2000000000000002, '1.4' 1.4000000000000001, '1.6' 1.6, '1.8' 1.8, '2' 2.0, '2.2' 2.2) nomirror out scale 0.5 font 'DejaVu Sans,11' textcolor rgb '#222222'
set label 'full, 1 segment: time over the same FLOPs’ at the multiply-add peak' at screen 0.07626,0.84543 left front font 'DejaVu Sans,12.5' textcolor rgb '#222222'
set label 'd1c679f9, multiply-add peak of the run' at screen 0.27369,0.81854 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label 'd1c679f9, f32 multiply-add peak around each sample' at screen 0.62317,0.81854 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set grid noxtics
plot \
  $panel1_references using 1:2 with lines linecolor rgb '#888888' linewidth 1 dashtype (8,5), \
  $panel1_1 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb '#0072B2' linewidth 1.2 dashtype solid, \
  $panel1_1 using 1:2 with points pointtype 7 pointsize 0.7 linecolor rgb '#0072B2', \
  $panel1_2 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb '#0072B2' linewidth 1.2 dashtype solid, \
  $panel1_2 using 1:2 with points pointtype 6 pointsize 0.8 linecolor rgb '#0072B2', \
  $panel1_3 using 1:2 with lines linecolor rgb '#666666' linewidth 2.2 dashtype solid
set grid xtics
unset label
unset arrow

set lmargin at screen 0.08091
set rmargin at screen 0.97209
set tmargin at screen 0.62643
set bmargin at screen 0.46696
unset logscale x
set xrange [-0.5499999999999998:4.55]
set xtics ('' 0.0, '' 1.0, '' 2.0, '' 3.0, '' 4.0) nomirror out scale 0.5 font 'DejaVu Sans,11' textcolor rgb '#222222'
unset logscale y
set yrange [0.9406234271711391:2.1338706796364537]
set ytics ('1' 1.0, '1.2' 1.2000000000000002, '1.4' 1.4000000000000001, '1.6' 1.6, '1.8' 1.8, '2' 2.0) nomirror out scale 0.5 font 'DejaVu Sans,11' textcolor rgb '#222222'
set label 'full, 2 segments' at screen 0.07626,0.64146 left front font 'DejaVu Sans,12.5' textcolor rgb '#222222'
set grid noxtics
plot \
  $panel2_references using 1:2 with lines linecolor rgb '#888888' linewidth 1 dashtype (8,5), \
  $panel2_1 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb '#0072B2' linewidth 1.2 dashtype solid, \
  $panel2_1 using 1:2 with points pointtype 7 pointsize 0.7 linecolor rgb '#0072B2', \
  $panel2_2 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb '#0072B2' linewidth 1.2 dashtype solid, \
  $panel2_2 using 1:2 with points pointtype 6 pointsize 0.8 linecolor rgb '#0072B2', \
  $panel2_3 using 1:2 with lines linecolor rgb '#666666' linewidth 2.2 dashtype solid
set grid xtics
unset label
unset arrow

set lmargin at screen 0.08091
set rmargin at screen 0.97209
set tmargin at screen 0.42245
set bmargin at screen 0.26298
unset logscale x
set xrange [-0.5499999999999998:4.55]
set xtics ('' 0.0, '' 1.0, '' 2.0, '' 3.0, '' 4.0) nomirror out scale 0.5 font 'DejaVu Sans,11' textcolor rgb '#222222'
unset logscale y
set yrange [0.9509456636501338:2.1952108259706806]
set ytics ('1' 1.0, '1.2' 1.2000000000000002, '1.4' 1.4000000000000001, '1.6' 1.6, '1.8' 1.8, '2' 2.0) nomirror out scale 0.5 font 'DejaVu Sans,11' textcolor rgb '#222222'
set label 'full, 4 segments' at screen 0.07626,0.43748 left front font 'DejaVu Sans,12.5' textcolor rgb '#222222'
set grid noxtics
plot \
  $panel3_references using 1:2 with lines linecolor rgb '#888888' linewidth 1 dashtype (8,5), \
  $panel3_1 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb '#0072B2' linewidth 1.2 dashtype solid, \
  $panel3_1 using 1:2 with points pointtype 7 pointsize 0.7 linecolor rgb '#0072B2', \
  $panel3_2 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb '#0072B2' linewidth 1.2 dashtype solid, \
  $panel3_2 using 1:2 with points pointtype 6 pointsize 0.8 linecolor rgb '#0072B2', \
  $panel3_3 using 1:2 with lines linecolor rgb '#666666' linewidth 2.2 dashtype solid
set grid xtics
unset label
unset arrow

set lmargin at screen 0.08091
set rmargin at screen 0.97209
set tmargin at screen 0.21847
set bmargin at screen 0.05901
unset logscale x
set xrange [-0.5499999999999998:4.55]
set xtics ('' 0.0, '' 1.0, '' 2.0, '' 3.0, '' 4.0) nomirror out scale 0.5 font 'DejaVu Sans,11' textcolor rgb '#222222'
unset logscale y
set yrange [0.9718143062127309:2.187697964713805]
set ytics ('1' 1.0, '1.2' 1.2000000000000002, '1.4' 1.4000000000000001, '1.6' 1.6, '1.8' 1.8, '2' 2.0) nomirror out scale 0.5 font 'DejaVu Sans,11' textcolor rgb '#222222'
set label 'full, 8 segments' at screen 0.07626,0.2335 left front font 'DejaVu Sans,12.5' textcolor rgb '#222222'
set label 'commit' at screen 0.06463,0.04166 right front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '70b110d' at screen 0.17702,0.04166 center front font 'DejaVu Sans,11' textcolor rgb '#222222'
set label 'b12b45c' at screen 0.35176,0.04166 center front font 'DejaVu Sans,11' textcolor rgb '#222222'
set label '172bc21' at screen 0.5265,0.04166 center front font 'DejaVu Sans,11' textcolor rgb '#222222'
set label '3ee3a05' at screen 0.70124,0.04166 center front font 'DejaVu Sans,11' textcolor rgb '#222222'
set label '7bc5bc2' at screen 0.87598,0.04166 center front font 'DejaVu Sans,11' textcolor rgb '#222222'
set grid noxtics
plot \
  $panel4_references using 1:2 with lines linecolor rgb '#888888' linewidth 1 dashtype (8,5), \
  $panel4_1 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb '#0072B2' linewidth 1.2 dashtype solid, \
  $panel4_1 using 1:2 with points pointtype 7 pointsize 0.7 linecolor rgb '#0072B2', \
  $panel4_2 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb '#0072B2' linewidth 1.2 dashtype solid, \
  $panel4_2 using 1:2 with points pointtype 6 pointsize 0.8 linecolor rgb '#0072B2', \
  $panel4_3 using 1:2 with lines linecolor rgb '#666666' linewidth 2.2 dashtype solid
set grid xtics
unset label
unset arrow
unset multiplot
unset output
if (picture < 1) reread
